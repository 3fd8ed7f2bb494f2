using System.Globalization;
using System.Text.Json;
using TaskHub.Events;

namespace TaskHub.Webhooks.Formats;

/// <summary>Redbooth's thin body: what, which, where to read it, and what happened to it. These four keys and no other.</summary>
internal static class RedboothFormat
{
    public static void Write(Utf8JsonWriter json, Event e, string publicUrl) =>
        Write(json, e.ObjectType, ResourceOf(e.ObjectType), e.ObjectId, ActionOf(e.Type), publicUrl);

    public static void Write(Utf8JsonWriter json, string type, string resource, long id, string action, string publicUrl)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("id", id.ToString(CultureInfo.InvariantCulture));
        json.WriteString("url", string.Create(CultureInfo.InvariantCulture, $"{publicUrl}/api/3/{resource}/{id}"));
        json.WriteString("action", action);
        json.WriteEndObject();
    }

    private static string ResourceOf(string objectType) => objectType switch
    {
        "task" => "tasks",
        "comment" => "comments",
        "project" => "projects",
        _ => throw new ArgumentOutOfRangeException(nameof(objectType), objectType, null),
    };

    // Redbooth knows three words: completing and reopening are updates in it.
    private static string ActionOf(string type) => type switch
    {
        EventTypes.TaskCreated or EventTypes.CommentCreated or EventTypes.ProjectCreated => "create",
        EventTypes.TaskDeleted or EventTypes.CommentDeleted or EventTypes.ProjectDeleted => "delete",
        _ => "update",
    };
}
