using System.Text.Json;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Tests.Webhooks.Formats;

/// <summary>One event of each kind, frozen as the event log freezes them.</summary>
internal static class SampleEvents
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 16, 37, 5, 123, TimeSpan.FromHours(2));

    private static readonly Person Ada = new(1, "Ada Lovelace", "ada@example.org");
    private static readonly Person Grace = new(4, "Grace \"Amazing\" Hopper", "grace@example.org");

    private static readonly TaskPayload Task = new()
    {
        Id = 51,
        Name = "Grüße <b>& more</b>",
        Description = "First\nsecond",
        DescriptionHtml = "<p>First\nsecond</p>\n",
        ProjectId = 2,
        TaskListId = 3,
        OrganizationId = 1,
        Status = "open",
        Urgent = true,
        Priority = 7,
        DueOn = new DateOnly(2026, 12, 1),
        StartOn = null,
        AssignedId = 4,
        UserId = 1,
        WatcherIds = [1, 4],
        Labels = ["red", "blue"],
        CommentsCount = 0,
        SubtasksCount = 0,
        ResolvedSubtasksCount = 0,
        Position = 6,
        Version = 1,
        Deleted = false,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025412),
        UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025413),
        CompletedAt = null,
    };

    private static readonly CommentPayload Comment = new()
    {
        Id = 7,
        TargetId = 51,
        Body = "Well **done** 🎉",
        BodyHtml = "<p>Well <strong>done</strong> 🎉</p>\n",
        UserId = 1,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025412),
        UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025412),
    };

    private static readonly ProjectPayload Project = new()
    {
        Id = 2,
        OrganizationId = 1,
        Name = "Owl",
        Description = "",
        Archived = false,
        UserId = 1,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025412),
        UpdatedAt = DateTimeOffset.FromUnixTimeSeconds(1415025412),
    };

    public static Event Of(string type) => type switch
    {
        EventTypes.TaskUpdated => Freeze(type, Task, 51, new()
        {
            ["name"] = ["Old", Task.Name],
            ["description"] = ["", Task.Description],
            ["project_id"] = [5L, 2L],
            ["task_list_id"] = [9L, 3L],
            ["position"] = [1, 6],
            ["urgent"] = [false, true],
            ["priority"] = [1, 7],
            ["due_on"] = [null, Task.DueOn],
            ["start_on"] = [new DateOnly(2026, 11, 30), null],
            ["assigned_id"] = [null, 4L],
            ["labels"] = [Array.Empty<string>(), Task.Labels],
            ["status"] = ["new", "open"],
        }),
        EventTypes.CommentUpdated => Freeze(type, Comment, 51, new() { ["body"] = ["Well", Comment.Body] }),
        EventTypes.ProjectUpdated => Freeze(type, Project, null, new() { ["name"] = ["Prototyping", "Owl"], ["archived"] = [true, false] }),
        _ => type.Split('.')[0] switch
        {
            "task" => Freeze(type, Task, 51, null),
            "comment" => Freeze(type, Comment, 51, null),
            _ => Freeze(type, Project, null, null),
        },
    };

    private static Event Freeze(string type, Payload thing, long? taskId, Dictionary<string, object?[]>? changes) => new()
    {
        Id = 1,
        PublicId = "evt_0",
        OrganizationId = 1,
        ProjectId = 2,
        TaskId = taskId,
        Type = type,
        ObjectType = type.Split('.')[0],
        ObjectId = thing.Id,
        ActorId = Ada.Id,
        OccurredAt = At,
        Data = JsonSerializer.Serialize(
            new EventData { Actor = Ada, Object = thing, Changes = changes, People = thing is TaskPayload ? [Grace] : null }, HubJson.Options),
    };
}
