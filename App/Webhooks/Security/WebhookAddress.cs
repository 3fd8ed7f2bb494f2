using System.Buffers;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// Judges the text of a url, at every save and again before every send. It reads the characters as they were typed, because
/// <see cref="Uri"/> repairs and translates what it is given (<c>0x7f.1</c> and <c>①②⑦.1</c> both become 127.0.0.1 in it).
/// Names are not resolved here: what a name leads to is checked where it is dialled, see <see cref="OutboundHandler"/>.
/// </summary>
public sealed partial class WebhookAddress(
    IOptions<WebhookOptions> options, AddressPolicy policy, OwnHost ownHost, ILogger<WebhookAddress> log)
{
    /// <summary>The longest url that is accepted, in characters.</summary>
    public const int MaxLength = 2048;

    private const string Https = "https://";
    private const string Http = "http://";

    private static readonly SearchValues<char> HostCharacters =
        SearchValues.Create("-.:[]0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly ILogger<WebhookAddress> log = log;
    private readonly WebhookOptions rules = options.Value;
    private readonly bool isLocalhostOpen = policy.IsOpened(IPAddress.Loopback) || policy.IsOpened(IPAddress.IPv6Loopback);

    /// <summary>Whether the url may be called.</summary>
    /// <param name="text">The url as it was typed.</param>
    /// <param name="url">The same, parsed, when the answer is <see cref="AddressRefusal.None"/>; else <c>null</c>.</param>
    public AddressRefusal Judge(string? text, out Uri? url)
    {
        var refusal = Read(text, out url);
        if (refusal != AddressRefusal.None)
        {
            policy.Report(refusal);
            LogRefused(HostIn(text ?? ""), refusal);
        }

        return refusal;
    }

    private AddressRefusal Read(string? text, out Uri? url)
    {
        url = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxLength)
        {
            return AddressRefusal.Length;
        }

        if (text.AsSpan().ContainsAnyExceptInRange('!', '~') || text.Contains('\\', StringComparison.Ordinal))
        {
            return AddressRefusal.Character;
        }

        var scheme = text.StartsWith(Https, StringComparison.OrdinalIgnoreCase) ? Https
            : rules.AllowHttp && text.StartsWith(Http, StringComparison.OrdinalIgnoreCase) ? Http : null;
        if (scheme is null)
        {
            return AddressRefusal.Scheme;
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return AddressRefusal.Fragment;
        }

        var rest = text.AsSpan(scheme.Length);
        var end = rest.IndexOfAny('/', '?');
        var authority = end < 0 ? rest : rest[..end];
        if (!TrySplit(authority, scheme == Https ? 443 : 80, out var host, out var port, out var refusal))
        {
            return refusal;
        }

        refusal = JudgeHost(host, port, out var literal);
        return refusal != AddressRefusal.None ? refusal : Parse(text, host, port, literal, out url);
    }

    private static bool TrySplit(
        ReadOnlySpan<char> authority, int defaultPort, out ReadOnlySpan<char> host, out int port, out AddressRefusal refusal)
    {
        host = default;
        port = defaultPort;
        refusal = AddressRefusal.Authority;
        if (authority.IsEmpty || authority.ContainsAny('@', '%'))
        {
            return false;
        }

        var hostEnd = authority[0] == '[' ? authority.IndexOf(']') + 1 : authority.IndexOf(':');
        if (authority[0] == '[' && hostEnd == 0)
        {
            return false;
        }

        host = hostEnd < 0 ? authority : authority[..hostEnd];
        var tail = authority[host.Length..];
        refusal = AddressRefusal.Port;
        return tail.IsEmpty || (tail[0] == ':'
            && int.TryParse(tail[1..], NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65_535);
    }

    private AddressRefusal JudgeHost(ReadOnlySpan<char> host, int port, out IPAddress? literal)
    {
        if (!HostNames.TryReadLiteral(host, out literal))
        {
            return AddressRefusal.Literal;
        }

        if (literal is not null)
        {
            var refusal = policy.Judge(literal);
            return refusal != AddressRefusal.None || policy.IsOpened(literal) ? refusal : JudgePort(port);
        }

        if (isLocalhostOpen && HostNames.IsLocalhost(host))
        {
            return AddressRefusal.None;
        }

        var name = HostNames.Judge(host);
        return name != AddressRefusal.None ? name : ownHost.Is(host) ? AddressRefusal.OwnName : JudgePort(port);
    }

    private AddressRefusal JudgePort(int port) =>
        rules.AllowedPorts.Contains(port) ? AddressRefusal.None : AddressRefusal.Port;

    // The last word: .NET must mean the very host and port that were checked, or the check was of something else.
    private static AddressRefusal Parse(string text, ReadOnlySpan<char> host, int port, IPAddress? literal, out Uri? url)
    {
        var agrees = Uri.TryCreate(text, UriKind.Absolute, out url) && url.Port == port && url.UserInfo.Length == 0
            && (literal is null
                ? host.Equals(url.IdnHost, StringComparison.OrdinalIgnoreCase)
                : IPAddress.TryParse(url.IdnHost, out var meant) && meant.Equals(literal));
        url = agrees ? url : null;
        return agrees ? AddressRefusal.None : AddressRefusal.Ambiguous;
    }

    // For the log, where only what is plainly a host may stand: a path, a query or a password in front of a host may be a secret.
    private static string HostIn(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? [] : text.AsSpan(start + 3);
        var end = rest.IndexOfAny('/', '?', '#');
        var host = end < 0 ? rest : rest[..end];
        return host.Length is > 0 and <= 255 && !text.Contains('@', StringComparison.Ordinal) && !host.ContainsAnyExcept(HostCharacters)
            ? host.ToString()
            : "(not plain)";
    }

    [LoggerMessage(1, LogLevel.Warning, "A url with the host {Host} was refused: {Refusal}")]
    private partial void LogRefused(string host, AddressRefusal refusal);
}
