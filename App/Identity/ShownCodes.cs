using System.Collections.Concurrent;

namespace TaskHub.Identity;

/// <summary>
/// New recovery codes for as long as their maker looks at them: in memory, for that one session, until they say that they have kept them, ten
/// minutes pass or the hub ends. So a page that is loaded again still shows them, and makes no others.
/// </summary>
public sealed class ShownCodes(TimeProvider time)
{
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<long, (IReadOnlyList<string> Codes, DateTimeOffset Until)> codes = new();

    public void Keep(Actor actor, IReadOnlyList<string> made)
    {
        foreach (var old in codes.Where(c => c.Value.Until <= time.GetUtcNow()))
        {
            codes.TryRemove(old);
        }

        if (actor.SessionId is { } session)
        {
            codes[session] = (made, time.GetUtcNow() + Shown);
        }
    }

    /// <summary>What that session may still see; null when there is nothing.</summary>
    public IReadOnlyList<string>? Find(Actor actor) =>
        actor.SessionId is { } session && codes.TryGetValue(session, out var kept) && kept.Until > time.GetUtcNow() ? kept.Codes : null;

    public void Drop(Actor actor) => codes.TryRemove(actor.SessionId ?? 0, out _);
}
