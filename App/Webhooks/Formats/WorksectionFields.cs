using System.Globalization;
using System.Text.Json;

namespace TaskHub.Webhooks.Formats;

/// <summary>
/// Writes fields of the API in Worksection's words. What Worksection has no word for keeps its own, as a string.
/// </summary>
/// <param name="json">Where to.</param>
/// <param name="data">The frozen data of the event, which also holds the people that it names.</param>
internal readonly struct WorksectionFields(Utf8JsonWriter json, JsonElement data)
{
    /// <summary>What a creation named: of a task, comment or project only what is not empty.</summary>
    public void WriteCreation(string name, JsonElement created)
    {
        json.WriteStartObject(name);
        foreach (var field in created.EnumerateObject())
        {
            var isGiven = field.Value.ValueKind switch
            {
                JsonValueKind.Null => false,
                JsonValueKind.String => field.Value.GetString()!.Length > 0,
                JsonValueKind.Number => field.Value.GetInt64() != 0,
                JsonValueKind.Array => field.Value.GetArrayLength() > 0,
                _ => field.Value.GetBoolean(),
            };
            if (isGiven && field.Name is "name" or "description" or "body" or "priority" or "urgent" or "assigned_id" or "start_on" or "due_on" or "labels")
            {
                Write(field.Name, field.Value);
            }
        }

        json.WriteEndObject();
    }

    /// <summary>One side of the changes.</summary>
    /// <param name="name"><c>new</c> or <c>old</c>.</param>
    /// <param name="changes">Pairs of the old and the new value by the API's names.</param>
    /// <param name="side">1 for the new value, 0 for the old.</param>
    public void WriteChanges(string name, JsonElement changes, int side)
    {
        json.WriteStartObject(name);
        foreach (var change in changes.EnumerateObject())
        {
            Write(change.Name, change.Value[side]);
        }

        json.WriteEndObject();
    }

    public void WritePerson(string? name, JsonElement person) => WritePerson(
        name,
        Text(person.GetProperty("id").GetInt64()),
        person.GetProperty("email").GetString()!,
        person.GetProperty("name").GetString()!);

    private void Write(string field, JsonElement value)
    {
        switch (field)
        {
            case "assigned_id":
                WriteAssignee(value);
                break;
            case "labels":
                json.WritePropertyName("tags");
                value.WriteTo(json);
                break;
            case "subtask" when value.ValueKind == JsonValueKind.Object:
                WriteChild(value);
                break;
            case "attachment" when value.ValueKind == JsonValueKind.Object:
                WriteFile(value);
                break;
            case "watcher_ids":
                json.WriteStartArray("subscribers");
                foreach (var id in value.EnumerateArray())
                {
                    WritePerson(null, id.GetInt64());
                }

                json.WriteEndArray();
                break;
            case "archived":
                json.WriteString("status", value.GetBoolean() ? "archive" : "active");
                break;
            default:
                json.WriteString(NameOf(field), TextOf(value));
                break;
        }
    }

    private void WriteAssignee(JsonElement id)
    {
        if (id.ValueKind == JsonValueKind.Null)
        {
            // Worksection's stand-in for nobody; its own ids for it are those of real people here.
            WritePerson("user_to", "0", "NOONE", "Executive isn't assigned");
            return;
        }

        WritePerson("user_to", id.GetInt64());
    }

    /// <summary>A subtask as the task below its task that it is there.</summary>
    private void WriteChild(JsonElement subtask)
    {
        json.WriteStartObject("child");
        json.WriteString("id", Text(WorksectionNames.SubtaskIds + subtask.GetProperty("id").GetInt64()));
        json.WriteString("title", subtask.GetProperty("name").GetString());
        json.WriteString("status", subtask.GetProperty("resolved").GetBoolean() ? "done" : "active");
        WriteAssignee(subtask.GetProperty("assigned_id"));
        json.WriteEndObject();
    }

    private void WriteFile(JsonElement attachment)
    {
        json.WriteStartObject("file");
        json.WriteString("id", Text(attachment.GetProperty("id").GetInt64()));
        json.WriteString("name", attachment.GetProperty("name").GetString());
        json.WriteString("size", Text(attachment.GetProperty("size").GetInt64()));
        json.WriteEndObject();
    }

    private void WritePerson(string? name, long id)
    {
        if (data.TryGetProperty("people", out var people))
        {
            foreach (var person in people.EnumerateArray())
            {
                if (person.GetProperty("id").GetInt64() == id)
                {
                    WritePerson(name, person);
                    return;
                }
            }
        }

        WritePerson(name, Text(id), "", "");
    }

    /// <param name="name">The member; null for an item of a list.</param>
    /// <param name="id">Whose.</param>
    /// <param name="email">Theirs.</param>
    /// <param name="fullName">Theirs.</param>
    private void WritePerson(string? name, string id, string email, string fullName)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("email", email);
        json.WriteString("name", fullName);
        json.WriteEndObject();
    }

    private static string NameOf(string field) => field switch
    {
        "name" => "title",
        "description" or "body" => "text",
        "start_on" => "date_start",
        "due_on" => "date_end",
        "project_id" => "id_project",
        "task_list_id" => "id_task_list",
        "subtask" => "child",
        "attachment" => "file",
        _ => field,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.GetRawText(),
    };
}
