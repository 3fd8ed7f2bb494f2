using System.Text;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Attempts;

/// <summary>A request as a command that repeats it. Headers whose values are secret are left out.</summary>
internal static class Curl
{
    private static readonly string[] MadeByCurl = ["Content-Length", "Host"];

    public static string Of(string url, AttemptView attempt)
    {
        var command = new StringBuilder("curl -i ").Append(Quote(url));
        foreach (var (name, value) in attempt.RequestHeaders)
        {
            if (value != OutboundHeader.Hidden && !MadeByCurl.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                command.Append(" \\\n  -H ").Append(Quote($"{name}: {value}"));
            }
        }

        if (!attempt.RequestHeaders.Keys.Contains("Content-Type", StringComparer.OrdinalIgnoreCase))
        {
            command.Append(" \\\n  -H ").Append(Quote("Content-Type: application/json"));
        }

        return command.Append(" \\\n  --data-raw ").Append(Quote(attempt.RequestBody)).ToString();
    }

    // A shell takes everything between single quotes as it is, but a single quote.
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
