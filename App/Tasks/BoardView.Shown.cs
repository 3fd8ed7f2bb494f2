namespace TaskHub.Tasks;

/// <content>The cards as they are shown, which may be a moment ahead of the database.</content>
public sealed partial class BoardView
{
    private TaskCardView? Shown(long task) => columns?.SelectMany(c => c.All).FirstOrDefault(card => card.Id == task);

    /// <summary>Draws a card as it will be after an edit: in its place, or where the edit puts it; or takes it away.</summary>
    private void Draw(TaskCardView card, TaskEdit? edit)
    {
        if (Shown(card.Id) is not { } old || ColumnOf(card.Id) is not { } column)
        {
            return;
        }

        if (edit is { TaskListId.IsGiven: false, Position.IsGiven: false })
        {
            column.Replace(old, card);
            return;
        }

        column.Remove(old);
        if (edit is not null && columns!.Find(c => c.Id == card.ListId) is { } target)
        {
            Insert(target, edit.Position.Or(int.MaxValue) == 1 ? target.Cards.FirstOrDefault()?.Id : null, card);
        }
    }

    /// <summary>Puts a card where a person wants it, and keeps it in their sight there also when the column is cut.</summary>
    private void Insert(ShownColumn column, long? before, TaskCardView card)
    {
        if (column.Insert(before, card))
        {
            inSight.Add(card.Id);
        }
        else if (column.Next is not null)
        {
            sizes[column.Id] = column.Cards.Count;
        }
    }

    private ShownColumn? ColumnOf(long task) => columns?.Find(c => c.All.Any(card => card.Id == task));

    private TaskCardView? Take(long task)
    {
        var card = Shown(task);
        if (card is not null)
        {
            ColumnOf(task)!.Remove(card);
        }

        return card;
    }

    /// <summary>Where a card is: its list, and the card that it stands before, shown or not.</summary>
    private TaskMove PlaceOf(long task)
    {
        if (ColumnOf(task) is not { } column)
        {
            return new TaskMove(0, null);
        }

        var at = column.Cards.FindIndex(c => c.Id == task);
        var after = at < 0 ? column.Below.SkipWhile(c => c.Id != task).ElementAtOrDefault(1)?.Id : column.Cards.ElementAtOrDefault(at + 1)?.Id ?? column.Next;
        return new TaskMove(column.Id, after);
    }
}
