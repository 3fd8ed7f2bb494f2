using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// The tasks that a view shows, a moment ahead of the database: what a person does is drawn at once and saved then. It knows what is their
/// own doing, so that only what others change flashes, and which tasks they have picked.
/// </summary>
/// <param name="find">A task that is shown, by its id.</param>
/// <param name="draw">Draws a task as it will be after an edit, or takes it away where the edit is null.</param>
/// <param name="reload">Reads everything anew, and compares.</param>
/// <param name="redraw">Draws what has changed.</param>
public sealed class TaskDeck(Func<long, TaskCardView?> find, Action<TaskCardView, TaskEdit?> draw, Func<Task> reload, Action redraw)
{
    private readonly Dictionary<long, int> flashes = [];
    private readonly Dictionary<long, int> mine = [];
    private DateTimeOffset opened;
    private int saving;
    private bool stale;

    /// <summary>What is picked for a change of several.</summary>
    public HashSet<long> Picked { get; } = [];

    /// <summary>Called when what is picked has changed.</summary>
    internal Action? PickedChanged { get; set; }

    public TaskCardView? Find(long id) => find(id);

    /// <summary>How often others have changed a task since it is shown.</summary>
    public int Flashes(long id) => flashes.GetValueOrDefault(id);

    /// <summary>Begins anew: nothing is picked, and nothing has been changed by others since now.</summary>
    public void Open(DateTimeOffset now)
    {
        opened = now;
        flashes.Clear();
        Picked.Clear();
    }

    /// <summary>
    /// Whether a signal may be followed now. While something of one's own is on its way, the database lags behind what is shown: the deck
    /// looks again when it has arrived.
    /// </summary>
    public bool MayLook()
    {
        stale = saving > 0;
        return !stale;
    }

    /// <summary>Marks what others have changed between two looks, and forgets picks that are no longer shown.</summary>
    /// <param name="before">What was shown; null at a first look, of which nothing is marked.</param>
    /// <param name="now">What is shown.</param>
    public void Compare(IReadOnlyDictionary<long, TaskCardView>? before, IEnumerable<TaskCardView> now)
    {
        var shown = new HashSet<long>();
        foreach (var card in now)
        {
            shown.Add(card.Id);

            // What was not shown, and has not changed since, has only moved up into a list that shows its first ones.
            if (before is not null && mine.GetValueOrDefault(card.Id) != card.Version
                && (before.TryGetValue(card.Id, out var was) ? was.Version < card.Version || was.CommentsCount != card.CommentsCount : card.UpdatedAt >= opened))
            {
                flashes[card.Id] = flashes.GetValueOrDefault(card.Id) + 1;
            }
        }

        if (Picked.RemoveWhere(id => !shown.Contains(id)) > 0)
        {
            PickedChanged?.Invoke();
        }
    }

    public void Pick(IEnumerable<long> ids, bool on)
    {
        foreach (var id in ids)
        {
            _ = on ? find(id) is not null && Picked.Add(id) : Picked.Remove(id);
        }

        redraw();
        PickedChanged?.Invoke();
    }

    public void PickNone() => Pick([.. Picked], on: false);

    /// <summary>These versions are one's own doing.</summary>
    private void Own(IEnumerable<TaskPayload> made)
    {
        foreach (var task in made)
        {
            mine[task.Id] = task.Version;
        }
    }

    /// <summary>Draws edits, without saving them.</summary>
    public void Draw(IEnumerable<OneEdit> edits, IReadOnlyList<Person> people)
    {
        foreach (var (id, edit, _) in edits)
        {
            if (find(id) is { } card)
            {
                draw(card.After(edit, people), edit);
            }
        }
    }

    /// <summary>Takes tasks away, without saving that.</summary>
    public void Hide(IEnumerable<long> ids)
    {
        foreach (var card in ids.Select(find).OfType<TaskCardView>())
        {
            draw(card, null);
        }
    }

    /// <summary>Saves, and follows no signal until that is known as one's own doing; whoever calls it reads anew then.</summary>
    public async Task<Result<T>> HoldAsync<T>(Func<Task<Result<T>>> save, Func<T, IEnumerable<TaskPayload>> made)
    {
        saving++;
        try
        {
            var result = await save();
            if (result.Ok)
            {
                Own(made(result.Value));
            }

            return result;
        }
        finally
        {
            saving--;
        }
    }

    /// <summary>Shows what has been drawn and saves it; what could not be saved goes back to what it was.</summary>
    public async Task<Result<T>> SaveAsync<T>(Func<Task<Result<T>>> save, Func<T, IEnumerable<TaskPayload>> made)
    {
        redraw();
        var result = await HoldAsync(save, made);
        if (!result.Ok || (stale && saving == 0))
        {
            stale = false;
            await reload();
        }

        return result;
    }
}
