using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Renames a label on all tasks of a project, in one transaction: each task that changes tells so. A name that another label has already makes
/// the two one. Templates, saved views and the color come along. Everyone who sees the project may, as they may change all of its tasks.
/// </summary>
public sealed class RenameLabel(WriteGate gate, TimeProvider time)
{
    public Task<Result<ChangedLabel>> RunAsync(Actor actor, long projectId, string label, string name, CancellationToken cancel = default)
    {
        name = Names.Tidy(name);
        var errors = new FieldErrors();
        errors.AddIf(name.Length == 0, "name", TasksText.LabelEmpty);
        errors.AddIf(name.Length > TaskItem.LabelLength, "name", TasksText.LabelTooLong);
        errors.AddIf(name.Contains(',', StringComparison.Ordinal), "name", TasksText.LabelComma);
        return errors.Any
            ? Task.FromResult<Result<ChangedLabel>>(errors.ToFailure())
            : gate.RunAsync(db => LabelChange.ApplyAsync(db, actor, projectId, label, name, time.GetUtcNow(), cancel), cancel);
    }
}

/// <summary>
/// Takes a label off all tasks and templates of a project, in one transaction, and forgets its color. Saved views that ask for it stay, and show
/// nothing. Everyone who sees the project may.
/// </summary>
public sealed class RemoveLabel(WriteGate gate, TimeProvider time)
{
    public Task<Result<ChangedLabel>> RunAsync(Actor actor, long projectId, string label, CancellationToken cancel = default) =>
        gate.RunAsync(db => LabelChange.ApplyAsync(db, actor, projectId, label, null, time.GetUtcNow(), cancel), cancel);
}

/// <summary>Takes the renaming or the removal of a label back, where nobody has changed since what it changed; answers which tasks stay.</summary>
public sealed class TakeLabelBack(WriteGate gate, TimeProvider time)
{
    public Task<Result<IReadOnlyList<long>>> RunAsync(Actor actor, LabelBack back, CancellationToken cancel = default) =>
        gate.RunAsync(db => LabelChange.TakeBackAsync(db, actor, back, time.GetUtcNow(), cancel), cancel);
}
