using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;

namespace TaskHub.Activity;

/// <summary>Decides, inside the transaction of a change, whom it concerns: who was given a task, who watches it, who is named. Never who acted.</summary>
internal sealed class NotificationFanOut : IEventFanOut
{
    public async Task BeforeSaveAsync(AppDbContext db, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        foreach (var e in events.Where(MayConcern))
        {
            using var frozen = JsonDocument.Parse(e.Data);
            foreach (var (person, reason) in await WhomAsync(db, e, frozen.RootElement, cancel))
            {
                db.Notifications.Add(new Notification
                {
                    UserId = person,
                    OrganizationId = e.OrganizationId,
                    ProjectId = e.ProjectId,
                    EventId = e.Id,
                    Reason = reason,
                    CreatedAt = e.OccurredAt,
                });
                db.Signal(Topic.Person(person));
            }
        }
    }

    // Most changes concern nobody: a look at the text of the event spares them everything else.
    private static bool MayConcern(Event e) => e.Type switch
    {
        EventTypes.CommentCreated or EventTypes.CommentUpdated => true,
        EventTypes.TaskCreated => true,
        EventTypes.TaskUpdated => e.Data.Contains("\"assigned_id\":[", StringComparison.Ordinal) || e.Data.Contains("\"description\":[", StringComparison.Ordinal),
        _ => false,
    };

    private static async Task<Dictionary<long, NotificationReason>> WhomAsync(AppDbContext db, Event e, JsonElement data, CancellationToken cancel)
    {
        var told = new Dictionary<long, NotificationReason>();
        if (e.Type == EventTypes.TaskCreated)
        {
            await foreach (var watcher in db.WatchersOfProject(e.ProjectId).WithCancellation(cancel))
            {
                told[watcher] = NotificationReason.Created;
            }
        }

        if (e is { Type: EventTypes.CommentCreated, TaskId: { } task })
        {
            foreach (var listener in await ListenersAsync(db, task, e.ProjectId, cancel))
            {
                told[listener] = NotificationReason.Comment;
            }
        }

        if (Assigned(e, data) is { } assignee)
        {
            told[assignee] = NotificationReason.Assigned;
        }

        var (before, now) = Texts(e, data);
        if (now.Contains('@', StringComparison.Ordinal))
        {
            var people = await PeopleAsync(db, e, cancel);
            foreach (var person in Mentions.In(now, people).Except(Mentions.In(before, people)))
            {
                told[person] = NotificationReason.Mention;
            }
        }

        told.Remove(e.ActorId);
        return told;
    }

    // Who watches the task or its project, and who has said something before, unless they have muted one of the two.
    private static async Task<IEnumerable<long>> ListenersAsync(AppDbContext db, long task, long project, CancellationToken cancel)
    {
        var watches = await db.TaskWatches(task).Concat(db.ProjectWatches(project)).ToListAsync(cancel);
        var commenters = await db.Commenters(task).ToListAsync(cancel);
        return watches.Where(w => !w.Muted).Select(w => w.UserId).Union(commenters).Except(watches.Where(w => w.Muted).Select(w => w.UserId));
    }

    private static long? Assigned(Event e, JsonElement data)
    {
        var assignee = e.Type switch
        {
            EventTypes.TaskCreated => data.GetProperty("object").GetProperty("assigned_id"),
            EventTypes.TaskUpdated when Change(data, "assigned_id") is { } change => change[1],
            _ => default,
        };
        return assignee.ValueKind == JsonValueKind.Number ? assignee.GetInt64() : null;
    }

    private static (string Before, string Now) Texts(Event e, JsonElement data)
    {
        var field = e.ObjectType == "comment" ? "body" : "description";
        return e.Type is EventTypes.TaskCreated or EventTypes.CommentCreated ? ("", data.GetProperty("object").GetProperty(field).GetString() ?? "")
            : Change(data, field) is { } change ? (change[0].GetString() ?? "", change[1].GetString() ?? "")
            : ("", "");
    }

    private static JsonElement? Change(JsonElement data, string field) =>
        data.TryGetProperty("changes", out var changes) && changes.TryGetProperty(field, out var change) ? change : null;

    // Whoever sees the project can be named in it.
    private static Task<List<Person>> PeopleAsync(AppDbContext db, Event e, CancellationToken cancel) => db.Memberships
        .Where(m => m.OrganizationId == e.OrganizationId
            && (m.Role >= Role.Participant || db.ProjectGuests.Any(g => g.ProjectId == e.ProjectId && g.UserId == m.UserId)))
        .Select(m => new Person(m.User!.Id, m.User.Name, m.User.Email!))
        .ToListAsync(cancel);
}
