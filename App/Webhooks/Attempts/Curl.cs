using System.Text;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Attempts;

/// <summary>A request as a command that repeats it. Secret values stay hidden; what one must know to run it stands below.</summary>
internal static class Curl
{
    private static readonly string[] MadeByCurl = ["Content-Length", "Host"];

    public static string Of(string url, AttemptView attempt)
    {
        // Brackets and braces in a url are sets and ranges of urls to curl, unless it is told not to.
        var command = new StringBuilder("curl -i --globoff ").Append(Quote(url));
        foreach (var (name, value) in attempt.RequestHeaders)
        {
            if (!MadeByCurl.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                command.Append(" \\\n  -H ").Append(Quote($"{name}: {value}"));
            }
        }

        if (!attempt.RequestHeaders.Keys.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            command.Append(" \\\n  -H ").Append(Quote("Content-Type: application/json"));
        }

        command.Append(" \\\n  --data-raw ").Append(Quote(attempt.RequestBody));
        if (attempt.RequestHeaders.Values.Contains(OutboundHeader.Hidden))
        {
            command.Append('\n').Append(AttemptsText.CurlSecrets);
        }

        if (attempt.RequestHeaders.Keys.Contains("webhook-signature", StringComparer.OrdinalIgnoreCase))
        {
            command.Append('\n').Append(AttemptsText.CurlSignature);
        }

        return command.ToString();
    }

    /// <summary>Where it was sent. Of an attempt whose url was not kept, its host is known: the webhook's present url where that is the same.</summary>
    public static string Address(AttemptView attempt, string present)
    {
        var now = new Uri(present);
        return attempt.Url
            ?? (attempt.RequestHeaders.GetValueOrDefault("Host") is { } host && !host.Equals(now.Authority, StringComparison.OrdinalIgnoreCase)
                ? $"{now.Scheme}://{host}/"
                : present);
    }

    // A shell takes everything between single quotes as it is, but a single quote.
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
