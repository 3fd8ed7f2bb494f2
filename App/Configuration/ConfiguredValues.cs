using System.Globalization;

namespace TaskHub.Configuration;

/// <summary>
/// Reads the values below one section of the configuration, such as <c>TaskHub:Webhooks</c>. A key that is not there gives the
/// default; a value that cannot be used throws <see cref="ConfigurationException"/>, which names the full key.
/// </summary>
public sealed class ConfiguredValues(IConfiguration configuration, string section)
{
    /// <summary>A whole number between the bounds, both included.</summary>
    public int WholeNumber(string name, int fallback, int least, int most = int.MaxValue)
    {
        if (configuration[Key(name)] is not { } text)
        {
            return fallback;
        }

        return int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw new ConfigurationException(Key(name), most == int.MaxValue
                ? $"must be a whole number of at least {least}"
                : $"must be a whole number from {least} to {most}", text);
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (configuration[Key(name)] is not { } text)
        {
            return fallback;
        }

        return bool.TryParse(text.Trim(), out var flag)
            ? flag
            : throw new ConfigurationException(Key(name), "must be true or false", text);
    }

    /// <summary>A time span written as <c>[days.]hours:minutes:seconds[.fraction]</c>, between the bounds, both included.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most) =>
        configuration[Key(name)] is { } text ? ParseDuration(Key(name), text, least, most) : fallback;

    /// <summary>A list, see <see cref="Items"/>, of which every item is a time span between the bounds.</summary>
    public IReadOnlyList<TimeSpan> Durations(string name, IReadOnlyList<TimeSpan> fallback, TimeSpan least, TimeSpan most) =>
        Items(name, text => ParseDuration(Key(name), text, least, most)) ?? fallback;

    /// <summary>
    /// A list, given as one comma-separated value or with indexed keys (<c>Name:0</c>, <c>Name:1</c>). It replaces the default
    /// and is never mixed from two sources: the last source that mentions it gives the whole of it. <c>null</c> when none does.
    /// </summary>
    /// <param name="name">The key below the section.</param>
    /// <param name="parse">Turns one item into its value, or throws <see cref="ConfigurationException"/>.</param>
    public IReadOnlyList<T>? Items<T>(string name, Func<string, T> parse) =>
        ConfiguredList.Read(configuration, Key(name)) is { } items ? [.. items.Select(parse)] : null;

    /// <summary>An absolute <c>http</c> or <c>https</c> url without a query, or null where none is given; it comes back without a slash at its end.</summary>
    public string? Url(string name)
    {
        if (configuration[Key(name)] is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { Host.Length: > 0, Query: "", Fragment: "", UserInfo: "" }
            ? text.Trim().TrimEnd('/')
            : throw new ConfigurationException(Key(name), "must be a url such as https://tasks.example.com", text);
    }

    /// <summary>The full key of a name below the section. Who asks for it makes it a key that this hub knows.</summary>
    public string Key(string name)
    {
        var key = $"{section}:{name}";
        KnownKeys.Add(key);
        return key;
    }

    private static TimeSpan ParseDuration(string key, string text, TimeSpan least, TimeSpan most)
    {
        // Without a colon .NET reads a number of days, which nobody who writes "5" means.
        return text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var span) && span >= least && span <= most
            ? span
            : throw new ConfigurationException(key, $"must be a time from {least:c} to {most:c}, written like 00:00:05", text);
    }
}
