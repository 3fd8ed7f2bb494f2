using System.Globalization;

namespace TaskHub.Ui;

/// <summary>The words for a moment, before the browser knows better. wwwroot/ui.js has the same rules, in the reader's zone.</summary>
public static class TimeWords
{
    /// <summary>"3 min ago", "in 5 s", and after a week the date.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var ahead = at > now;
        var seconds = (long)Math.Round(Math.Abs((now - at).TotalSeconds), MidpointRounding.AwayFromZero);
        if (seconds < 5)
        {
            return ahead ? "in a moment" : "just now";
        }

        var (count, unit) = seconds switch
        {
            < 60 => (seconds, "s"),
            < 3600 => (seconds / 60, "min"),
            < 86400 => (seconds / 3600, "h"),
            _ => (seconds / 86400, "d"),
        };
        if (unit == "d" && count > 7)
        {
            return at.ToString(at.Year == now.Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture);
        }

        return ahead
            ? string.Create(CultureInfo.InvariantCulture, $"in {count} {unit}")
            : string.Create(CultureInfo.InvariantCulture, $"{count} {unit} ago");
    }

    /// <summary>The machine's form, which the browser turns into the reader's zone.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>What stands there until the browser has spoken.</summary>
    public static string Exact(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
