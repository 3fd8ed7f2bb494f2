using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>Attaches a file to a task. Everyone who sees the task may; it is an update of the task.</summary>
public sealed class AttachFile(WriteGate gate, IDbContextFactory<AppDbContext> contexts, FileStore store, IOptions<FilesOptions> options, TimeProvider time)
{
    public async Task<Result<FileView>> RunAsync(Actor actor, long taskId, string? name, Stream content, CancellationToken cancel = default)
    {
        name = Tidy(name);
        if (name.Length == 0)
        {
            return Failure.Invalid("name", TasksText.FileNameRequired);
        }

        // Who may not, does not get to send the file first.
        await using (var db = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await db.Tasks.VisibleTo(actor).AnyAsync(t => t.Id == taskId, cancel))
            {
                return Failure.NotFound(TasksText.Task);
            }

            if (await db.Attachments.CountAsync(a => a.TaskId == taskId, cancel) >= Attachment.MostOfTask)
            {
                return Failure.Invalid("file", TasksText.TooManyFiles);
            }
        }

        if (await store.KeepAsync(content, options.Value.MaxBytes, cancel) is not { } kept)
        {
            return Failure.Invalid("file", TasksText.FileTooLong(options.Value.MaxMegabytes));
        }

        var result = await gate.RunAsync(db => SaveAsync(db, actor, taskId, name, kept, cancel), cancel);
        if (!result.Ok)
        {
            store.Drop(kept.Stored);
        }

        return result;
    }

    private async Task<Result<FileView>> SaveAsync(AppDbContext db, Actor actor, long taskId, string name, StoredFile kept, CancellationToken cancel)
    {
        var task = await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == taskId, cancel);
        if (task is null)
        {
            return Failure.NotFound(TasksText.Task);
        }

        var now = time.GetUtcNow();
        var attachment = new Attachment
        {
            Id = await db.NextIdAsync<Attachment>(cancel: cancel),
            OrganizationId = task.OrganizationId,
            TaskId = taskId,
            Name = name,
            Size = kept.Size,
            Image = kept.Image,
            Stored = kept.Stored,
            UserId = actor.UserId,
            CreatedAt = now,
        };
        db.Attachments.Add(attachment);
        await RecordAsync(db, actor, task, null, attachment, now, cancel);
        return new FileView(attachment.Id, name, kept.Size, kept.Image is not null, actor.Name, actor.UserId, now);
    }

    /// <summary>Saves that a task has a file more, or one less, as an update of it.</summary>
    internal static async Task RecordAsync(
        AppDbContext db, Actor actor, TaskItem task, Attachment? before, Attachment? after, DateTimeOffset now, CancellationToken cancel)
    {
        static object? Said(Attachment? a) => a is null ? null : new { a.Id, a.Name, a.Size };
        task.Version++;
        task.UpdatedAt = now;
        var changes = new Dictionary<string, object?[]> { ["attachment"] = [Said(before), Said(after)] };
        var payload = task.ToPayload(await db.WatchersAsync(task.Id, cancel));
        await TaskChange.RecordAsync(
            db, actor, task, new(EventTypes.TaskUpdated, payload, task.OrganizationId, task.ProjectId, task.Id) { Changes = changes }, [], now, cancel);
        await db.SaveChangesAsync(cancel);
    }

    // Neither a path nor anything that cannot be seen; what it is called says nothing about what it is.
    private static string Tidy(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = Names.Tidy(string.Concat(last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or '|' or ':' or '*' or '?'))));
        return clean is "." or ".." ? "" : clean.Length <= Attachment.NameLength ? clean : clean[^Attachment.NameLength..];
    }
}

/// <summary>Takes an attachment away, or back: whoever attached it, and participants.</summary>
public sealed class DeleteAttachment(WriteGate gate, TimeProvider time)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, bool restore = false, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var attachment = await db.Attachments.IgnoreQueryFilters().SingleOrDefaultAsync(a => a.Id == id && a.DeletedAt != null == restore, cancel);
                var task = attachment is null ? null : await db.Tasks.VisibleTo(actor).SingleOrDefaultAsync(t => t.Id == attachment.TaskId, cancel);
                if (task is null)
                {
                    return Failure.NotFound(TasksText.Attachment);
                }

                if (!TaskAccess.MayDelete(actor, task.OrganizationId, attachment!.UserId))
                {
                    return Failure.Forbidden();
                }

                var now = time.GetUtcNow();
                attachment.DeletedAt = restore ? null : now;
                await AttachFile.RecordAsync(db, actor, task, restore ? null : attachment, restore ? attachment : null, now, cancel);
                return default(Done);
            },
            cancel);
}

/// <summary>An attachment of a task that the actor sees.</summary>
public sealed class FindAttachment(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Attachment?> RunAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await (
            from a in db.Attachments.AsNoTracking()
            where a.Id == id
            join t in db.Tasks.VisibleTo(actor) on a.TaskId equals t.Id
            select a).SingleOrDefaultAsync(cancel);
    }

    /// <summary>All of a task, the oldest first.</summary>
    public async Task<Result<IReadOnlyList<Attachment>>> OfTaskAsync(Actor actor, long taskId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Tasks.VisibleTo(actor).AnyAsync(t => t.Id == taskId, cancel)
            ? await db.Attachments.AsNoTracking().Where(a => a.TaskId == taskId).OrderBy(a => a.Id).ToListAsync(cancel)
            : Failure.NotFound(TasksText.Task);
    }
}
