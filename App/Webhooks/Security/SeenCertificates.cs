using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// Until when the certificates of receivers hold, as the newest connection to each showed: a page can warn before the day comes. Kept in
/// memory, because the next connection tells it again.
/// </summary>
public sealed class SeenCertificates
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> ends = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>When the certificate of this url's receiver ends; null when none was seen yet.</summary>
    public DateTimeOffset? Until(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var target) && target.Scheme == Uri.UriSchemeHttps && ends.TryGetValue(target.Authority, out var end) ? end : null;

    internal void Saw(Uri target, X509Certificate certificate)
    {
        if (certificate is X509Certificate2 known)
        {
            ends[target.Authority] = new DateTimeOffset(known.NotAfter.ToUniversalTime());
        }
    }
}
