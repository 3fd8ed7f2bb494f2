using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>The kinds of events as a person chooses them.</summary>
public static class EventChoice
{
    /// <summary>What people call a kind of event: "Task created".</summary>
    public static string Words(string type) =>
        string.Create(type.Length, type, (words, t) =>
        {
            t.AsSpan().Replace(words, '.', ' ');
            words[0] = char.ToUpperInvariant(words[0]);
        });

    public static bool Exists(string type) => EventTypes.All.Contains(type);

    /// <summary>Each once, in the order in which people are shown them.</summary>
    public static List<string> Ordered(IEnumerable<string> types)
    {
        var chosen = types.ToHashSet(StringComparer.Ordinal);
        return [.. EventTypes.All.Where(chosen.Contains)];
    }

    /// <summary>A choice in words, short: "All events", "Tasks", "Tasks and comments", "3 of 11 events".</summary>
    public static string Summary(IReadOnlyCollection<string> types)
    {
        if (types.Count == EventTypes.All.Count)
        {
            return "All events";
        }

        var groups = EventTypes.All.GroupBy(t => t[..t.IndexOf('.', StringComparison.Ordinal)]).ToList();
        var whole = groups.Where(g => g.All(types.Contains)).ToList();
        return whole.Count > 0 && whole.Sum(g => g.Count()) == types.Count
            ? string.Join(" and ", whole.Select((g, i) => (i == 0 ? char.ToUpperInvariant(g.Key[0]) : g.Key[0]) + g.Key[1..] + "s"))
            : types.Count == 1 ? Words(types.First()) : $"{types.Count} of {EventTypes.All.Count} events";
    }
}
