namespace TaskHub.Ui;

/// <summary>Whether an address that a stranger wrote may be followed by whoever reads it.</summary>
public static class SafeUrl
{
    private static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>
    /// The address without the characters that browsers drop before they look at it, or null when it has a scheme other than
    /// http, https and mailto. An address without a scheme leads into this hub.
    /// </summary>
    public static string? Of(string? address)
    {
        // Browsers strip tabs and line ends anywhere and controls and blanks at the ends, so that "java\tscript:" runs.
        var url = new string([.. (address ?? "").Where(letter => !char.IsControl(letter))]).Trim();
        var end = url.AsSpan().IndexOfAny(":/?#");
        if (end < 0 || url[end] != ':')
        {
            return url;
        }

        return Schemes.Contains(url[..end].ToLowerInvariant()) ? url : null;
    }

    /// <summary>A path on this very host: one slash, and no second one in either of the ways that browsers read.</summary>
    public static bool IsOfThisHub(string url) => url.Length > 1 && url[0] == '/' && url[1] is not ('/' or '\\');
}
