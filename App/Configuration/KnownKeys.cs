using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace TaskHub.Configuration;

/// <summary>
/// The keys below <c>TaskHub</c> that some room has asked for, so that one which nobody asks for, most likely a typing error, is told and not
/// just ignored.
/// </summary>
internal static partial class KnownKeys
{
    private const string Root = "TaskHub";

    // These are read where no options are: the folder before all others, the proxies after them, the set-up at a first start alone.
    private static readonly string[] Others =
        [$"{Root}:DataPath", $"{Root}:TrustedProxies", $"{Root}:Setup:Email", $"{Root}:Setup:Password", $"{Root}:Setup:Organization", $"{Root}:Setup:Token"];

    private static readonly ConcurrentDictionary<string, bool> Asked =
        new(Others.Select(key => KeyValuePair.Create(key, true)), StringComparer.OrdinalIgnoreCase);

    public static void Add(string key) => Asked[key] = true;

    /// <summary>The keys with a value that no room asks for, in their order. All options must have been read.</summary>
    public static IReadOnlyList<string> Unknown(IConfiguration configuration) =>
    [
        .. configuration.GetSection(Root).AsEnumerable().Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => pair.Key)
            .Where(key => !Asked.ContainsKey(key) && !Asked.ContainsKey(Index().Replace(key, ""))).Order(StringComparer.Ordinal),
    ];

    // An item of a list stands one step below its key.
    [GeneratedRegex(@":\d+$", RegexOptions.NonBacktracking)]
    private static partial Regex Index();
}
