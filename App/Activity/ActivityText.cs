using System.Globalization;

namespace TaskHub.Activity;

/// <summary>What this room says to people.</summary>
internal static class ActivityText
{
    public const string Event = "event";
    public const string Notification = "notification";
    public const string ReadRequired = "read must be true or false";
    public const string EventUnknown = "event must be one of the eleven kinds of events";

    public const string Inbox = "Inbox";
    public const string Unread = "Unread";
    public const string All = "All";
    public const string ReadAll = "Mark all as read";
    public const string ShowRead = "Show what was read";
    public const string AllRead = "You have read everything";
    public const string AllReadText = "What others do that concerns you comes here: tasks given to you, texts that name you, comments where you watch. And what is yours and due soon.";
    public const string NothingYet = "Nothing has concerned you yet";
    public const string NothingYetText = "Tasks given to you, texts that name you and comments where you watch come here, and what is yours and due soon. What you do yourself does not.";
    public const string GoneTask = "a task that is gone";
    public const string More = "Show more";

    public static string Said(NotificationReason reason) => reason switch
    {
        NotificationReason.Assigned => "gave you",
        NotificationReason.Mention => "named you in",
        NotificationReason.Created => "made",
        NotificationReason.DueSoon => "Due soon",
        NotificationReason.Overdue => "Overdue",
        _ => "commented on",
    };

    public static string IsDue(long taskId, NotificationReason reason) =>
        string.Create(CultureInfo.InvariantCulture, $"TH-{taskId} is {(reason == NotificationReason.Overdue ? "overdue" : "due soon")}");

    public static string DueAt(DateOnly day, TimeOnly? time) =>
        string.Create(CultureInfo.InvariantCulture, $"Due on {day:d MMM yyyy}{(time is { } at ? string.Create(CultureInfo.InvariantCulture, $" at {at:HH:mm}") : "")}.");

    public static string Mark(InboxRow row) => row.IsRead ? "Mark as unread" : "Mark as read";
}
