using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Webhooks.Security;

/// <summary>A receiver's certificate as a connection to it showed it.</summary>
/// <param name="Until">When it ends.</param>
/// <param name="SeenAt">When that connection was opened.</param>
public sealed record SeenCertificate(DateTimeOffset Until, DateTimeOffset SeenAt)
{
    /// <summary>What was kept of a webhook's receiver; null without a connection to its url.</summary>
    internal static SeenCertificate? Of(Webhook webhook) =>
        webhook is { CertificateUntil: { } until, CertificateSeenAt: { } seen } ? new(until, seen) : null;
}

/// <summary>
/// Until when the certificates of receivers hold, as the newest connection to each showed: a page can warn before the day comes. What is seen is kept
/// in memory at once and with the webhooks a little later, so that a restart knows it too.
/// </summary>
public sealed class SeenCertificates(TimeProvider time)
{
    // A busy receiver is connected to all the time; to the hour is near enough for what was seen before.
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, SeenCertificate> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, SeenCertificate> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the receiver of this url showed; null when this hub has not connected to it since it began.</summary>
    public SeenCertificate? Of(string url) => AuthorityOf(url) is { } authority ? seen.GetValueOrDefault(authority) : null;

    internal void Saw(Uri target, X509Certificate certificate)
    {
        if (certificate is X509Certificate2 known)
        {
            seen[target.Authority] = new SeenCertificate(new DateTimeOffset(known.NotAfter.ToUniversalTime()), time.GetUtcNow());
        }
    }

    /// <summary>Keeps with the webhooks what was seen of their receivers since the last time, and tells of how many webhooks that was.</summary>
    internal async Task<int> KeepAsync(WriteGate gate, CancellationToken cancel)
    {
        var news = seen.Where(s => !kept.TryGetValue(s.Key, out var before) || before.Until != s.Value.Until || s.Value.SeenAt - before.SeenAt > Fresh).ToList();
        if (news.Count == 0)
        {
            return 0;
        }

        var count = await gate.RunAsync(
            async db =>
            {
                var hooks = await db.Webhooks.Select(w => new { w.Id, w.Url }).ToListAsync(cancel);
                var told = 0;
                foreach (var (authority, certificate) in news)
                {
                    var ids = hooks.Where(h => authority.Equals(AuthorityOf(h.Url), StringComparison.OrdinalIgnoreCase)).Select(h => h.Id).ToList();
                    told += await db.Webhooks.Where(w => ids.Contains(w.Id)).ExecuteUpdateAsync(
                        set => set.SetProperty(w => w.CertificateUntil, certificate.Until).SetProperty(w => w.CertificateSeenAt, certificate.SeenAt), cancel);
                }

                return told;
            },
            cancel);
        news.ForEach(n => kept[n.Key] = n.Value);
        return count;
    }

    private static string? AuthorityOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme == Uri.UriSchemeHttps ? target.Authority : null;
}
