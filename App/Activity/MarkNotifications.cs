using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Activity;

/// <summary>Marks what concerns the actor as read, or as not read yet.</summary>
public sealed class MarkNotifications(WriteGate gate, IDbContextFactory<AppDbContext> contexts, TimeProvider time)
{
    public Task<Result<NotificationPayload>> RunAsync(Actor actor, long id, bool read, CancellationToken cancel = default) =>
        gate.RunAsync<Result<NotificationPayload>>(
            async db =>
            {
                var found = await db.Notifications.VisibleTo(actor).Include(n => n.Event).SingleOrDefaultAsync(n => n.Id == id, cancel);
                if (found is null)
                {
                    return Failure.NotFound(ActivityText.Notification);
                }

                if (found.ReadAt is not null != read)
                {
                    found.ReadAt = read ? time.GetUtcNow() : null;
                    db.Signal(Topic.Person(actor.UserId));
                    await db.SaveChangesAsync(cancel);
                }

                return NotificationPayload.Of(found);
            },
            cancel);

    /// <summary>Marks as read what is told of a task: the actor has opened it.</summary>
    public async Task SeenAsync(Actor actor, long taskId, CancellationToken cancel = default)
    {
        await using (var look = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await look.Notifications.AnyAsync(n => n.UserId == actor.UserId && n.ReadAt == null && (n.TaskId == taskId || n.Event!.TaskId == taskId), cancel))
            {
                return;
            }
        }

        await gate.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                db.Signal(Topic.Person(actor.UserId));
                await db.Notifications.Where(n => n.UserId == actor.UserId && n.ReadAt == null && (n.TaskId == taskId || n.Event!.TaskId == taskId))
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel);
            },
            cancel);
    }

    /// <summary>Marks all as read, in one organization or, with null, in all of the actor's; answers how many were not.</summary>
    public Task<int> AllAsync(Actor actor, long? organizationId, CancellationToken cancel = default) =>
        gate.RunAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var count = await db.Notifications.VisibleTo(actor)
                    .Where(n => n.ReadAt == null && (organizationId == null || n.OrganizationId == organizationId))
                    .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancel);
                if (count > 0)
                {
                    db.Signal(Topic.Person(actor.UserId));
                }

                return count;
            },
            cancel);
}
