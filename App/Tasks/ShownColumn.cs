namespace TaskHub.Tasks;

/// <summary>A column as it is shown, which may be a moment ahead of the database.</summary>
internal sealed class ShownColumn(BoardColumn column)
{
    public long Id => column.Id;
    public string Name => column.Name;
    public long? Next => column.Next;
    public int Count { get; set; } = column.Count;
    public List<TaskCardView> Cards { get; } = [.. column.Cards];
}
