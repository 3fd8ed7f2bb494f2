using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        json.WriteStartArray();
        WriteEvent(json, e, PageOf(e), isThin);
        json.WriteEndArray();
    }

    /// <summary>The event alone, as the API lists it: there its page is the documented one.</summary>
    public static JsonObject Item(Event e)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes))
        {
            WriteEvent(json, e, ListedPageOf(e), isThin: false);
        }

        return JsonNode.Parse(bytes.WrittenSpan)!.AsObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, Event e, string page, bool isThin)
    {
        using var frozen = JsonDocument.Parse(e.Data);
        var data = frozen.RootElement;
        json.WriteStartObject();
        json.WriteString("action", WorksectionNames.ActionOf(e.Type));
        json.WriteStartObject("object");
        json.WriteString("type", e.ObjectType);
        json.WriteString("id", e.ObjectId.ToString(CultureInfo.InvariantCulture));
        json.WriteString("page", page);
        json.WriteEndObject();
        json.WriteString("date_added", e.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        new WorksectionFields(json, data).WritePerson("user_from", data.GetProperty("actor"));
        if (!isThin)
        {
            WriteFields(json, e, data);
        }

        json.WriteEndObject();
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

    private static string ListedPageOf(Event e) => e.TaskId is { } task
        ? string.Create(CultureInfo.InvariantCulture, $"/project/{e.ProjectId}/{task}/")
        : PageOf(e);

    // A comment points at its task: receivers take the last number of the page for the task's.
    private static string PageOf(Event e) => e.TaskId is { } task
        ? string.Create(CultureInfo.InvariantCulture, $"/task/{task}/")
        : string.Create(CultureInfo.InvariantCulture, $"/project/{e.ProjectId}/");
}
