namespace TaskHub.Tasks;

/// <content>The cards as they are shown, which may be a moment ahead of the database.</content>
public sealed partial class BoardView
{
    private TaskCardView? Shown(long task) => columns?.SelectMany(c => c.Cards).FirstOrDefault(card => card.Id == task);

    /// <summary>Draws a card as it will be after an edit: in its place, or where the edit puts it; or takes it away.</summary>
    private void Draw(TaskCardView card, TaskEdit? edit)
    {
        if (columns?.Find(c => c.Cards.Exists(each => each.Id == card.Id)) is not { } column)
        {
            return;
        }

        var at = column.Cards.FindIndex(c => c.Id == card.Id);
        if (edit is { TaskListId.IsGiven: false, Position.IsGiven: false })
        {
            column.Replace(at, card);
            return;
        }

        column.Remove(column.Cards[at]);
        if (edit is not null && columns.Find(c => c.Id == card.ListId) is { } target)
        {
            target.Insert(edit.Position.Or(int.MaxValue) == 1 ? 0 : target.Cards.Count, card);
        }
    }

    private TaskCardView? Take(long task)
    {
        var card = Shown(task);
        if (card is not null)
        {
            columns!.Find(c => c.Id == card.ListId)!.Remove(card);
        }

        return card;
    }

    /// <summary>Where a card is: its list, and the card that it stands before, shown or not.</summary>
    private TaskMove PlaceOf(long task)
    {
        var column = columns?.Find(c => c.Cards.Exists(card => card.Id == task));
        var at = column?.Cards.FindIndex(c => c.Id == task) ?? -1;
        return new TaskMove(column?.Id ?? 0, column?.Cards.ElementAtOrDefault(at + 1)?.Id ?? column?.Next);
    }
}
