using System.Globalization;
using System.Text.Json;
using TaskHub.Activity;
using TaskHub.Events;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>Says what happened to a task: who did it stands before, when it was after.</summary>
/// <param name="lists">The lists of its project, whose names the events do not keep.</param>
public sealed class ChangeWords(IReadOnlyList<ListRow> lists)
{
    /// <summary>One phrase for each thing that changed; none for what the thread shows by itself.</summary>
    public IReadOnlyList<string> Say(HistoryEntry entry) => entry.Type switch
    {
        EventTypes.TaskCreated => [entry.IsReturn ? "restored the task" : "created the task"],
        EventTypes.TaskCompleted => ["completed the task"],
        EventTypes.TaskReopened => ["reopened the task"],
        EventTypes.TaskDeleted => ["deleted the task"],
        EventTypes.TaskUpdated => [.. entry.Changes.Select(c => Say(c, entry)).OfType<string>()],
        EventTypes.CommentDeleted => ["deleted a comment"],
        _ => [],
    };

    /// <summary>The same for a page that shows comments and projects as well.</summary>
    public IReadOnlyList<string> SayAll(HistoryEntry entry) => entry.Type switch
    {
        EventTypes.CommentCreated => ["commented"],
        EventTypes.CommentUpdated => ["edited a comment"],
        EventTypes.ProjectCreated => ["created the project"],
        EventTypes.ProjectDeleted => ["deleted the project"],
        EventTypes.ProjectUpdated => [.. entry.Changes.Select(Project)],
        _ => Say(entry) is { Count: > 0 } phrases ? phrases : ["changed the task"],
    };

    /// <summary>Whether a change gave a subtask its name.</summary>
    public static bool NamesStep(FieldChange change, long step) =>
        change.Field == "subtask" && Name(change.New) is { } now && now != Name(change.Old) && change.New.GetProperty("id").GetInt64() == step;

    private static string Project(FieldChange change) => change.Field switch
    {
        "name" => $"renamed the project from “{Text(change.Old)}” to “{Text(change.New)}”",
        "archived" => change.New.ValueKind == JsonValueKind.True ? "archived the project" : "brought the project back from the archive",
        _ => $"changed the {change.Field.Replace('_', ' ')} of the project",
    };

    private string? Say(FieldChange change, HistoryEntry entry) => change.Field switch
    {
        "name" => $"changed the title from “{Text(change.Old)}” to “{Text(change.New)}”",
        "description" => Text(change.New).Length == 0 ? "removed the description" : Text(change.Old).Length == 0 ? "added a description" : "changed the description",
        "status" => $"changed the status from {TaskWords.SayState(Text(change.Old))} to {TaskWords.SayState(Text(change.New))}",
        "assigned_id" => Assigned(change, entry),
        "due_on" => Dated(change, "due date"),
        "due_time" => Text(change.New).Length == 0 ? "removed the due time" : $"set the due time to {Text(change.New)}",
        "start_on" => Dated(change, "start date"),
        "priority" => $"changed the priority from {Priority(change.Old)} to {Priority(change.New)}",
        "subtask" => Step(change),
        "subtasks_count" or "resolved_subtasks_count" => null,
        "watcher_ids" => Count(change.New) > Count(change.Old) ? "watches it" : "no longer watches it",
        "repeat" => Text(change.New).Length == 0 ? "ended its repetition" : $"lets it come again {Text(change.New)}",
        "attachment" => change.New.ValueKind == JsonValueKind.Object ? $"attached “{Name(change.New)}”" : $"removed the file “{Name(change.Old)}”",
        "urgent" => change.New.ValueKind == JsonValueKind.True ? "marked it urgent" : "took back that it is urgent",
        "labels" => Labeled(change),
        "project_id" => "moved it to another project",
        "task_list_id" => $"moved it from {List(change.Old)} to {List(change.New)}",
        "position" => entry.Changes.Any(c => c.Field is "task_list_id" or "project_id") ? null : "moved it within its list",
        _ => $"changed {change.Field.Replace('_', ' ')}",
    };

    private static string Assigned(FieldChange change, HistoryEntry entry)
    {
        string? Name(JsonElement id) => id.ValueKind == JsonValueKind.Number
            ? entry.People.Where(p => p.Id == id.GetInt64()).Select(p => p.Name).FirstOrDefault("someone")
            : null;
        return (Name(change.Old), Name(change.New)) switch
        {
            (null, { } now) => $"assigned it to {now}",
            ({ } before, null) => $"took it from {before}",
            var (before, now) => $"handed it from {before} to {now}",
        };
    }

    private static string Dated(FieldChange change, string what) => (Day(change.Old), Day(change.New)) switch
    {
        (null, { } now) => $"set the {what} to {now}",
        ({ } before, null) => $"removed the {what} {before}",
        var (before, now) => $"changed the {what} from {before} to {now}",
    };

    private static string Labeled(FieldChange change)
    {
        var (before, now) = (Labels(change.Old), Labels(change.New));
        var added = now.Except(before, StringComparer.Ordinal).ToList();
        var removed = before.Except(now, StringComparer.Ordinal).ToList();
        return (added.Count, removed.Count) switch
        {
            ( > 0, > 0) => $"added the label {Quoted(added)} and removed {Quoted(removed)}",
            ( > 0, _) => $"added the label {Quoted(added)}",
            (_, > 0) => $"removed the label {Quoted(removed)}",
            _ => "ordered the labels anew",
        };
    }

    // The counts that change with a subtask say nothing more.
    private static string Step(FieldChange change) => (Name(change.Old), Name(change.New)) switch
    {
        (null, { } now) => $"added the subtask “{now}”",
        ({ } before, null) => $"removed the subtask “{before}”",
        var (before, now) when before != now => $"renamed the subtask “{before}” to “{now}”",
        var (_, now) => (Resolved(change.Old), Resolved(change.New)) switch
        {
            (false, true) => $"resolved the subtask “{now}”",
            (true, false) => $"reopened the subtask “{now}”",
            _ => $"changed the subtask “{now}”",
        },
    };

    private static string? Name(JsonElement subtask) => subtask.ValueKind == JsonValueKind.Object ? subtask.GetProperty("name").GetString() : null;

    private static bool Resolved(JsonElement subtask) => subtask.GetProperty("resolved").GetBoolean();

    private string List(JsonElement id) =>
        id.ValueKind == JsonValueKind.Number && lists.FirstOrDefault(l => l.Id == id.GetInt64()) is { } list ? $"“{list.Name}”" : "another list";

    private static string Quoted(IEnumerable<string> labels) => string.Join(", ", labels.Select(l => $"“{l}”"));

    private static List<string> Labels(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(l => l.GetString() ?? string.Empty)] : [];

    private static int Count(JsonElement list) => list.ValueKind == JsonValueKind.Array ? list.GetArrayLength() : 0;

    private static string? Day(JsonElement value) =>
        DateOnly.TryParse(Text(value), CultureInfo.InvariantCulture, out var day) ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : null;

    private static string Priority(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.GetInt32() is > 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : "none";

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
}
