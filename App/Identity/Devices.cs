namespace TaskHub.Identity;

/// <summary>What a browser says of itself, in words that its owner recognizes.</summary>
internal static class Devices
{
    // The order matters: every browser also claims to be several others.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Name(string? userAgent)
    {
        var (browser, system) = (Find(Browsers, userAgent), Find(Systems, userAgent));
        return browser is null && system is null ? "Unknown browser" : $"{browser ?? "Browser"} on {system ?? "an unknown system"}";
    }

    private static string? Find((string Mark, string Name)[] known, string? text) =>
        known.FirstOrDefault(each => text?.Contains(each.Mark, StringComparison.Ordinal) == true).Name;
}
