namespace TaskHub.Identity;

/// <summary>Where a person is led after signing in: never off this hub, whatever a link says.</summary>
public static class LocalUrl
{
    public static string OrRoot(string? url) => IsLocal(url) ? url! : "/";

    // Browsers read "//evil" and "/\evil" as another host, and drop control characters before they decide.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(c => char.IsControl(c) || c == '\\');
}
