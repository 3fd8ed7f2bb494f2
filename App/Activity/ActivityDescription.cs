using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Activity;

/// <summary>What the description of the API says of events, activities and notifications.</summary>
internal static class ActivityDescription
{
    private const string ActivityExample = """
        {"type":"Activity","id":812,"event_id":"evt_019abc00000000000000000000000001","event":"task.updated","action":"update","target_type":"Task",
        "target_id":51,"organization_id":1,"project_id":2,"task_id":51,"user_id":1,"changes":{"name":["Before","Write the report"]},"created_at":1415025412}
        """;

    private static readonly ApiObject Happened = new("Activity", typeof(ActivityPayload), "Something that happened.", ActivityExample);

    private static readonly ApiObject Frozen = new("Event", typeof(FrozenEvent), "An event as it was frozen when it happened, whatever has become of its object.", """
        {"id":"evt_019abc00000000000000000000000001","type":"comment.created","timestamp":"2026-11-22T14:37:05.123Z","data":{"organization_id":1,"project_id":2,
        "actor":{"type":"User","id":1,"name":"Ada Lovelace","email":"ada@example.com"},"object":{"type":"Comment","id":7,"target_type":"Task","target_id":51,
        "body":"Half of it is *done*.","body_html":"<p>Half of it is <em>done</em>.</p>","user_id":1,"created_at":1415025412,"updated_at":1415025412}}}
        """);

    private static readonly ApiObject Told = new("Notification", typeof(NotificationPayload), "Something that concerns you: an `activity` that somebody else did, or a `notice` about a webhook or a task of yours that is due.",
        $$"""{"type":"Notification","id":9,"reason":"assigned","read":false,"read_at":null,"created_at":1415025412,"activity":{{ActivityExample}},"notice":null}""");

    private static readonly ApiObject Count = new("NotificationCount", typeof(NotificationsApi.NotificationCount), "How many were marked.", """{"count":3}""");

    private static readonly string[] Reasons =
        ["comment", "assigned", "mention", "created", "due_soon", "overdue", "webhook_failing", "webhook_endangered", "webhook_disabled", "webhook_recovered"];

    public static readonly Operation Event = new("get_event", ApiGroups.Activity, "Read an event")
    {
        Text = "By the `webhook-event-id` of a delivery. For every member who sees the project in which it happened.",
        Answer = Frozen,
    };

    public static readonly Operation Activities = new("list_activities", ApiGroups.Activity, "List what happened")
    {
        Text = "Newest first.",
        Query =
        [
            Field.Id("organization_id", "Only in this organization."), Field.Id("project_id", "Only in this project."),
            Field.Id("task_id", "Only to this task and its comments."), Field.Id("user_id", "Only what this person did."),
            Field.OneOf("event", "Only of this kind.", EventTypes.All), Field.Time("updated_since", "At this time or later,"),
        ],
        Orders = ReadActivities.Order.Names,
        IsList = true,
        Answer = Happened,
    };

    public static readonly Operation Notifications = new("list_notifications", ApiGroups.Activity, "List what concerns you")
    {
        Text = "A task that was given to you, a comment on a task that you watch, a text that names you, a task of yours that is due within a day or overdue; and, for administrators, how webhooks fare. Newest first; what you did yourself is not in it.",
        Query =
        [
            Field.Id("organization_id", "Only in this organization."), Field.Id("project_id", "Only in this project."),
            Field.Flag("read", "Only what you have read, or have not."), Field.AnyOf("reason", "Only for these reasons.", Reasons),
            Field.Time("updated_since", "Made at this time or later,"),
        ],
        Orders = ReadNotifications.Order.Names,
        IsList = true,
        Answer = Told,
    };

    public static readonly Operation Notification = new("get_notification", ApiGroups.Activity, "Read a notification")
    {
        Text = "Which does not mark it.",
        Answer = Told,
    };

    public static readonly Operation Mark = new("update_notification", ApiGroups.Activity, "Mark a notification as read, or as not read yet")
    {
        Body = [Field.Flag("read", "Whether you have read it.", true) with { IsNeeded = true }],
        Answer = Told,
    };

    public static readonly Operation MarkAll = new("read_notifications", ApiGroups.Activity, "Mark all notifications as read")
    {
        Body = [Field.Id("organization_id", "Only in this organization.")],
        Answer = Count,
    };
}
