namespace TaskHub.Activity;

/// <summary>What this room says to people.</summary>
internal static class ActivityText
{
    public const string Event = "event";
    public const string Notification = "notification";
    public const string ReadRequired = "read must be true or false";
    public const string EventUnknown = "event must be one of the eleven kinds of events";
}
