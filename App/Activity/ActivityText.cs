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
    public const string AllReadText = "What others do that concerns you comes here: tasks given to you, texts that name you, comments where you watch.";
    public const string NothingYet = "Nothing has concerned you yet";
    public const string NothingYetText = "Tasks given to you, texts that name you and comments where you watch come here. What you do yourself does not.";
    public const string GoneTask = "a task that is gone";
    public const string More = "Show more";

    public static string Said(NotificationReason reason) => reason switch
    {
        NotificationReason.Assigned => "gave you",
        NotificationReason.Mention => "named you in",
        NotificationReason.Created => "made",
        _ => "commented on",
    };

    public static string Mark(InboxRow row) => row.IsRead ? "Mark as unread" : "Mark as read";
}
