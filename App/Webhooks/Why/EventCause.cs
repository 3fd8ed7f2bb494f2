using System.Globalization;
using System.Text.Json;

namespace TaskHub.Webhooks.Why;

/// <summary>What the person did who caused an event.</summary>
/// <param name="By">Their name then.</param>
/// <param name="Changes">What they changed, each with its old and new value in words; empty unless something was edited.</param>
public sealed record EventCause(string By, IReadOnlyList<CausedChange> Changes)
{
    /// <summary>The task that it concerned, for a comment; else null.</summary>
    public long? TaskId { get; init; }

    private const int Longest = 200;
    private static readonly string[] OfPeople = ["assigned_id", "watcher_ids", "user_id"];

    /// <summary>From what was frozen with the event. A row that is damaged tells nothing, and does no harm.</summary>
    internal static EventCause Of(string data)
    {
        try
        {
            using var json = JsonDocument.Parse(data);
            var root = json.RootElement;
            var people = new Dictionary<long, string>();
            if (root.TryGetProperty("people", out var named))
            {
                foreach (var person in named.EnumerateArray())
                {
                    people[person.GetProperty("id").GetInt64()] = person.GetProperty("name").GetString() ?? "";
                }
            }

            var by = root.GetProperty("actor").GetProperty("name").GetString() ?? "";
            return new EventCause(by, root.TryGetProperty("changes", out var changes) && changes.ValueKind == JsonValueKind.Object
                ? [.. changes.EnumerateObject().Where(c => !c.Name.EndsWith("_html", StringComparison.Ordinal)).Select(c => Change(c, people))]
                : [])
            {
                TaskId = root.TryGetProperty("object", out var o) && o.TryGetProperty("target_id", out var target) && target.TryGetInt64(out var task) ? task : null,
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new EventCause("", []);
        }
    }

    private static CausedChange Change(JsonProperty change, Dictionary<long, string> people)
    {
        var isOfPeople = OfPeople.Contains(change.Name);
        return new CausedChange(change.Name, Words(change.Value[0], isOfPeople, people), Words(change.Value[1], isOfPeople, people));
    }

    private static string Words(JsonElement value, bool isOfPeople, Dictionary<long, string> people)
    {
        var words = value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(v => Words(v, isOfPeople, people))),
            JsonValueKind.Number when isOfPeople && value.TryGetInt64(out var id) => people.GetValueOrDefault(id, id.ToString(CultureInfo.InvariantCulture)),
            _ => value.GetRawText(),
        };
        return words.Length > Longest ? $"{words.AsSpan(0, Longest)}…" : words;
    }
}

/// <summary>One field that was changed; empty texts where it had, or has, no value.</summary>
public sealed record CausedChange(string Field, string Old, string New);
