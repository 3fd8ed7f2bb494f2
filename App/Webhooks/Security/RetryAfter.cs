using System.Globalization;
using System.Net.Http.Headers;

namespace TaskHub.Webhooks.Security;

/// <summary>Reads the <c>Retry-After</c> header: seconds, or a date.</summary>
internal static class RetryAfter
{
    /// <summary>The longest that is obeyed.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How long to wait, between nothing and a day; <c>null</c> when the value says nothing.</summary>
    public static TimeSpan? Read(string? value, DateTimeOffset now)
    {
        var text = value.AsSpan().Trim();
        if (text.IsEmpty)
        {
            return null;
        }

        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            // More digits than fit are more than a day as well.
            return double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : Longest;
        }

        return RetryConditionHeaderValue.TryParse(value, out var parsed) && parsed.Date is { } date
            ? TimeSpan.FromTicks(Math.Clamp((date - now).Ticks, 0, Longest.Ticks))
            : null;
    }
}
