using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>A column as it is shown, which may be a moment ahead of the database.</summary>
internal sealed class ShownColumn(BoardColumn column)
{
    public ListRow List => column.List;
    public long Id => column.List.Id;
    public string Name => column.List.Name;
    public long? Next => column.Next;
    public int Count { get; private set; } = column.Count;
    public int Load { get; private set; } = column.Load;
    public bool IsOver => Load > List.WipLimit;
    public List<TaskCardView> Cards { get; } = [.. column.Cards];

    public void Insert(int at, TaskCardView card)
    {
        Cards.Insert(at, card);
        Count++;
        Load += card.IsDone ? 0 : 1;
    }

    public void Remove(TaskCardView card)
    {
        Cards.Remove(card);
        Count--;
        Load -= card.IsDone ? 0 : 1;
    }

    public void Replace(int at, TaskCardView card)
    {
        Load += (Cards[at].IsDone ? 0 : -1) + (card.IsDone ? 0 : 1);
        Cards[at] = card;
    }
}
