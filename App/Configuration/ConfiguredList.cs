using System.Globalization;

namespace TaskHub.Configuration;

/// <summary>
/// One list of the configuration. .NET merges indexed keys of several sources item by item, so that a short list in the
/// environment would keep the tail of a longer one in a file; here the last source that mentions the list gives all of it.
/// </summary>
internal static class ConfiguredList
{
    public static IReadOnlyList<string>? Read(IConfiguration configuration, string key)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return FromChildren(key, configuration.GetSection(key).GetChildren().Select(c => (c.Key, c.Value)))
                ?? Split(key, configuration[key]);
        }

        foreach (var provider in root.Providers.Reverse())
        {
            var indexed = provider.GetChildKeys([], key).Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(index => (index, provider.TryGet($"{key}:{index}", out var item) ? item : null));
            if (FromChildren(key, indexed) is { } items)
            {
                return items;
            }

            if (provider.TryGet(key, out var value) && value is not null)
            {
                return Split(key, value);
            }
        }

        return null;
    }

    private static string[]? FromChildren(string key, IEnumerable<(string Index, string? Value)> children)
    {
        var items = new SortedList<int, string>();
        foreach (var (index, value) in children)
        {
            var isIndex = int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var position);
            items[position] = isIndex && value is not null
                ? value.Trim()
                : throw new ConfigurationException($"{key}:{index}", "is not an item of a list");
        }

        return items.Count == 0 ? null : [.. items.Values];
    }

    // An empty value is an empty list: so an operator takes a default away.
    private static string[]? Split(string key, string? value)
    {
        if (value is null)
        {
            return null;
        }

        var items = string.IsNullOrWhiteSpace(value) ? [] : value.Split(',', StringSplitOptions.TrimEntries);
        return items.Contains("") ? throw new ConfigurationException(key, "has an empty item", value) : items;
    }
}
