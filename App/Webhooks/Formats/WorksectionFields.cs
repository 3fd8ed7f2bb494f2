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

    public void WritePerson(string name, JsonElement person) => WritePerson(
        name,
        person.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture),
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

        var number = id.GetInt64();
        if (data.TryGetProperty("people", out var people))
        {
            foreach (var person in people.EnumerateArray())
            {
                if (person.GetProperty("id").GetInt64() == number)
                {
                    WritePerson("user_to", person);
                    return;
                }
            }
        }

        WritePerson("user_to", number.ToString(CultureInfo.InvariantCulture), "", "");
    }

    private void WritePerson(string name, string id, string email, string fullName)
    {
        json.WriteStartObject(name);
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
        _ => field,
    };

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "1",
        JsonValueKind.False => "0",
        _ => value.GetRawText(),
    };
}
