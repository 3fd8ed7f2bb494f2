using TaskHub.Events;

namespace TaskHub.Webhooks.Catalogue;

/// <summary>What people read in the catalogue of events.</summary>
internal static class CatalogueText
{
    public const string Lead = "Every kind of event, what it posts in this webhook's format, and which of the last events a choice of events and projects would have sent. Nothing is saved until you say so.";
    public const string AllProjects = "All projects";
    public const string OwnProjects = "Its own projects";
    public const string OwnSetting = "Back to the webhook's own setting";
    public const string Save = "Save this choice";
    public const string Back = "All events";
    public const string Would = "Would be sent";
    public const string WouldNot = "Would not";
    public const string Never = "not lately";
    public const string Example = "Example";
    public const string Schema = "JSON Schema";
    public const string Send = "Send it as a test";
    public const string Sending = "Sending…";
    public const string MadeUp = "Nothing of the kind has happened yet, so this one is made up.";
    public const string TestNote = "It goes signed, with the header webhook-test: example and an id that begins with test_, so that a receiver can tell. It is no delivery and counts for nothing.";
    public const string NothingYet = "Nothing has happened in this organization yet.";

    public static string OfTheLast(int looked) => $"Of the last {looked:N0}";

    public static string EventIdUnknown(string type) => $"There is no such {type} in this organization";

    public static string Share(Rehearsal rehearsal, bool isOwn)
    {
        var setting = isOwn ? "this webhook's setting" : "this choice";
        return rehearsal.Looked == 0 ? NothingYet
            : rehearsal.Looked == 1 ? $"The only event so far {(rehearsal.WouldSend == 1 ? "would" : "would not")} have been sent by {setting}."
            : $"Of the last {rehearsal.Looked:N0} events {setting} would have sent {(rehearsal.WouldSend == rehearsal.Looked ? "all" : rehearsal.WouldSend == 0 ? "none" : $"{rehearsal.WouldSend:N0}")}.";
    }

    /// <summary>What a kind of event means.</summary>
    public static string Meaning(string type) => type switch
    {
        EventTypes.TaskCreated => "A task is made, or comes back from the trash.",
        EventTypes.TaskUpdated => "Anything of a task changes but its completion.",
        EventTypes.TaskCompleted => "A task is resolved or rejected.",
        EventTypes.TaskReopened => "A task that was done is open again.",
        EventTypes.TaskDeleted => "A task goes to the trash, alone or with its project.",
        EventTypes.CommentCreated => "Somebody comments on a task.",
        EventTypes.CommentUpdated => "The text of a comment changes.",
        EventTypes.CommentDeleted => "A comment is deleted.",
        EventTypes.ProjectCreated => "A project is made.",
        EventTypes.ProjectUpdated => "A project's name or description changes, or it is archived or comes back.",
        EventTypes.ProjectDeleted => "A project is deleted, with all its tasks.",
        _ => "",
    };
}
