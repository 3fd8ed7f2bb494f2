using System.Buffers;
using System.Text;

namespace TaskHub.Webhooks.Security;

/// <summary>
/// The rules for what an administrator may add to every request: headers of their own and basic authentication. What TaskHub or
/// the connection sets cannot be replaced, and nothing that ends a line gets in.
/// </summary>
public static class CustomHeaders
{
    public const int MaxCount = 20;
    public const int MaxNameLength = 64;
    public const int MaxValueLength = 1000;
    public const int MaxCredentialLength = 200;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Encoding", "Authorization", "Connection", "Cookie", "Date", "Expect", "Forwarded", "Host", "HTTP2-Settings", "Keep-Alive",
        "TE", "traceparent", "tracestate", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent", "Via",
    };

    private static readonly string[] ReservedPrefixes = ["Content-", "Proxy-", "webhook-"];

    /// <summary>Judges a whole set; <c>null</c> when it may be sent, else the text for people, with the header's name before it.</summary>
    public static string? Judge(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (headers.Count > MaxCount)
        {
            return WebhooksText.TooManyHeaders;
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            if (JudgeName(name) is { } problem)
            {
                return problem;
            }

            if (!names.Add(name))
            {
                return $"{name}: {WebhooksText.HeaderNameTwice}";
            }

            if (!IsValue(value))
            {
                return $"{name}: {WebhooksText.HeaderValueMalformed}";
            }
        }

        return null;
    }

    /// <summary>Judges the credentials of basic authentication: which of the two is wrong, with the text for people; <c>null</c> for none.</summary>
    public static (string Field, string Text)? JudgeCredentials(string user, string? password) =>
        !IsCredential(user) || user.Contains(':', StringComparison.Ordinal) ? ("http_user", WebhooksText.UserMalformed)
        : !IsCredential(password ?? "") ? ("http_password", WebhooksText.PasswordMalformed)
        : null;

    /// <summary>The value of <c>Authorization</c> for a user and a password, in UTF-8 as RFC 7617 proposes.</summary>
    public static string Basic(string user, string? password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));

    /// <summary>What identifies the user in a value that <see cref="Basic"/> made; null of another header.</summary>
    public static string? BasicCredentials(OutboundHeader header) =>
        header.Name == "Authorization" && header.Value.StartsWith("Basic ", StringComparison.Ordinal) ? header.Value["Basic ".Length..] : null;

    private static string? JudgeName(string name)
    {
        // A strange name is not repeated: it may hold the very characters that are not wanted.
        if (name.Length is 0 or > MaxNameLength || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            return WebhooksText.HeaderNameMalformed;
        }

        return Reserved.Contains(name) || ReservedPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase))
            ? $"{name}: {WebhooksText.HeaderNameReserved}"
            : null;
    }

    private static bool IsValue(string value) =>
        value.Length is > 0 and <= MaxValueLength && !value.AsSpan().ContainsAnyExceptInRange(' ', '~') && value[0] != ' ' && value[^1] != ' ';

    private static bool IsCredential(string text) => text.Length <= MaxCredentialLength && !text.Any(char.IsControl);
}
