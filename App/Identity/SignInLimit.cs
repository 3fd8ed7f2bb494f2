using System.Collections.Concurrent;

namespace TaskHub.Identity;

/// <summary>
/// How often one address may fail to sign in, to any accounts: a list of leaked passwords tried once on each account meets no lock of an account.
/// </summary>
public sealed class SignInLimit(TimeProvider time)
{
    public const int Most = 30;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private const int Remembered = 100_000;
    private readonly ConcurrentDictionary<string, Failures> failures = new();

    /// <summary>How long the address has to wait; null when it may try.</summary>
    public TimeSpan? Wait(string? from)
    {
        var now = time.GetUtcNow();
        return failures.TryGetValue(from ?? string.Empty, out var found) && found.Count >= Most && found.Since + Window > now
            ? found.Since + Window - now
            : null;
    }

    public void Failed(string? from)
    {
        var now = time.GetUtcNow();
        if (failures.Count >= Remembered)
        {
            foreach (var old in failures.Where(f => f.Value.Since + Window <= now))
            {
                failures.TryRemove(old);
            }
        }

        failures.AddOrUpdate(
            from ?? string.Empty,
            _ => new(now, 1),
            (_, before) => before.Since + Window <= now ? new(now, 1) : before with { Count = before.Count + 1 });
    }

    private sealed record Failures(DateTimeOffset Since, int Count);
}
