using System.Globalization;
using System.Text.Json;
using TaskHub.Events;

namespace TaskHub.Webhooks.Formats;

/// <summary>
/// Worksection's body: a list of one event, in which every value is a string. <c>new</c> holds what was given at a creation or
/// what an update changed, <c>old</c> what an update replaced; closing, reopening and deleting have neither.
/// </summary>
internal static class WorksectionFormat
{
    /// <param name="json">Where to.</param>
    /// <param name="e">What happened.</param>
    /// <param name="isThin">Without <c>new</c> and <c>old</c>, whatever happened.</param>
    public static void Write(Utf8JsonWriter json, Event e, bool isThin = false)
    {
        using var frozen = JsonDocument.Parse(e.Data);
        var data = frozen.RootElement;
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("action", WorksectionNames.ActionOf(e.Type));
        json.WriteStartObject("object");
        json.WriteString("type", e.ObjectType);
        json.WriteString("id", e.ObjectId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("page", PageOf(e));
        json.WriteEndObject();
        json.WriteString("date_added", e.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        new WorksectionFields(json, data).WritePerson("user_from", data.GetProperty("actor"));
        if (!isThin)
        {
            WriteFields(json, e, data);
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, Event e, JsonElement data)
    {
        var fields = new WorksectionFields(json, data);
        if (data.TryGetProperty("changes", out var changes))
        {
            fields.WriteChanges("new", changes, 1);
            fields.WriteChanges("old", changes, 0);
        }
        else if (e.Type is EventTypes.TaskCreated or EventTypes.CommentCreated or EventTypes.ProjectCreated)
        {
            fields.WriteCreation("new", data.GetProperty("object"));
        }
    }

    // A comment points at its task: receivers take the last number of the page for the task's.
    private static string PageOf(Event e) => e.TaskId is { } task
        ? string.Create(CultureInfo.InvariantCulture, $"/task/{task}/")
        : string.Create(CultureInfo.InvariantCulture, $"/project/{e.ProjectId}/");
}
