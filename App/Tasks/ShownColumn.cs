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

    /// <summary>The cards down to where the column is cut, if it is.</summary>
    public List<TaskCardView> Cards { get; } = [.. column.Cards];

    /// <summary>Those that stay in sight below the cut.</summary>
    public List<TaskCardView> Below { get; } = [.. column.Below];

    public IEnumerable<TaskCardView> All => Cards.Concat(Below);

    /// <summary>All from the top down; nothing stands for those that the cut hides.</summary>
    public IEnumerable<TaskCardView?> Rows => Next is null ? Cards : Cards.Append<TaskCardView?>(null).Concat(Below);

    /// <summary>How many stand between the two.</summary>
    public int Hidden => Count - Cards.Count - Below.Count;

    /// <summary>Puts a card before another that is shown or is the first that is not, or at the end; answers whether it stands below the cut.</summary>
    public bool Insert(long? before, TaskCardView card)
    {
        var (at, below) = (Cards.FindIndex(c => c.Id == before), Below.FindIndex(c => c.Id == before));
        var isBelow = at < 0 && Next is not null && before != Next;
        if (isBelow)
        {
            Below.Insert(below < 0 ? Below.Count : below, card);
        }
        else
        {
            Cards.Insert(at < 0 ? Cards.Count : at, card);
        }

        Count++;
        Load += card.IsDone ? 0 : 1;
        return isBelow;
    }

    public void Remove(TaskCardView card)
    {
        _ = Cards.Remove(card) || Below.Remove(card);
        Count--;
        Load -= card.IsDone ? 0 : 1;
    }

    public void Replace(TaskCardView old, TaskCardView card)
    {
        Load += (old.IsDone ? 0 : -1) + (card.IsDone ? 0 : 1);
        var cards = Cards.Contains(old) ? Cards : Below;
        cards[cards.IndexOf(old)] = card;
    }
}
