using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace TaskHub.Identity;

/// <summary>
/// What a form carries from one step of signing in to the next: sealed with the hub's keys, for one purpose, for a few minutes.
/// </summary>
public sealed class Tickets(IDataProtectionProvider keys, TimeProvider time)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, DateTimeOffset> spent = new();

    public string Seal(string purpose, string content) => For(purpose).Protect(
        string.Create(CultureInfo.InvariantCulture, $"{(time.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}|{content}"));

    /// <summary>What was sealed, or null when it is none of ours, of another purpose, or too old.</summary>
    public string? Open(string purpose, string? ticket)
    {
        try
        {
            return For(purpose).Unprotect(ticket ?? string.Empty).Split('|', 2) is [var until, var content]
                && DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > time.GetUtcNow()
                ? content
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The same, but no ticket opens twice.</summary>
    public string? OpenOnce(string purpose, string? ticket)
    {
        var now = time.GetUtcNow();
        foreach (var old in spent.Where(s => s.Value <= now))
        {
            spent.TryRemove(old);
        }

        return Open(purpose, ticket) is { } content && spent.TryAdd(ticket!, now + Lifetime) ? content : null;
    }

    private IDataProtector For(string purpose) => keys.CreateProtector("TaskHub", "Ticket", purpose, "v1");
}
