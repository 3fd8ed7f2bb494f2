using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Saves one field of a task that a person looks at. Another field that somebody changed meanwhile is no obstacle; the same field is, and
/// then the person is told instead of overwriting it.
/// </summary>
public sealed class EditTaskField(EditTask edit, FindTask find)
{
    /// <summary>More rounds than people can change one task in while one change is saved.</summary>
    private const int Rounds = 5;

    /// <param name="actor">Who edits.</param>
    /// <param name="seen">The task as they saw it.</param>
    /// <param name="change">The change; its version is set here.</param>
    /// <param name="field">The field that the change sets, for comparing what was seen with what is there.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Result<EditedTasks>> RunAsync<T>(
        Actor actor, TaskView seen, TaskEdit change, Func<TaskView, T> field, CancellationToken cancel = default)
    {
        var version = seen.Version;
        for (var round = 1; ; round++)
        {
            var result = await edit.RunAsync(actor, seen.Id, change with { Version = version }, cancel);
            if (result.Ok)
            {
                return await WithBackAsync(actor, seen, change, result.Value, cancel);
            }

            if (result.Failure.Kind != FailureKind.Conflict || round == Rounds)
            {
                return result.Failure;
            }

            var now = await find.RunAsync(actor, seen.Id, cancel);
            if (!now.Ok)
            {
                return now.Failure;
            }

            if (!Same(field(now.Value.Task), field(seen)))
            {
                return result.Failure;
            }

            version = now.Value.Task.Version;
        }
    }

    private async Task<Result<EditedTasks>> WithBackAsync(Actor actor, TaskView seen, TaskEdit change, TaskPayload made, CancellationToken cancel)
    {
        var now = await find.RunAsync(actor, seen.Id, cancel);
        return new EditedTasks([made], now.Ok && made.Version != seen.Version ? [new OneEdit(seen.Id, seen.Now(change), now.Value.Task.Now(change))] : [], []);
    }

    private static bool Same<T>(T left, T right) =>
        left is IEnumerable<string> these && right is IEnumerable<string> those
            ? these.SequenceEqual(those)
            : EqualityComparer<T>.Default.Equals(left, right);
}
