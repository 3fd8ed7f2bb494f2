using System.Diagnostics;
using Microsoft.Playwright;

namespace TaskHub.Tests.Browser;

/// <summary>Finds or fetches a Chromium, so that the browser tests run on a machine that has none yet.</summary>
internal static class ChromiumLocator
{
    private static readonly string[] Names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    /// <summary>
    /// Starts an installed Chromium, Chrome or Edge; else the one Playwright's own installer fetches; else, as root on Debian, the
    /// distribution's.
    /// </summary>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var tried = new List<string>();
        foreach (var path in Installed())
        {
            if (await TryAsync(playwright, path, tried) is { } browser)
            {
                return browser;
            }
        }

        // Also without its installer: one that an earlier run fetched stands in Playwright's own folder.
        if (await TryAsync(playwright, null, tried) is { } fetchedBefore)
        {
            return fetchedBefore;
        }

        if (Microsoft.Playwright.Program.Main(["install", "chromium"]) == 0 && await TryAsync(playwright, null, tried) is { } fetched)
        {
            return fetched;
        }

        if (File.Exists("/etc/debian_version") && Environment.UserName == "root")
        {
            await RunAsync("apt-get", "update");
            await RunAsync("apt-get", "install", "-y", "--no-install-recommends", "chromium");
            if (await TryAsync(playwright, "/usr/bin/chromium", tried) is { } distributed)
            {
                return distributed;
            }
        }

        throw new InvalidOperationException(
            "The browser tests need Chromium, Chrome or Edge, and none could be found or fetched. Install one. Tried:\n" + string.Join('\n', tried));
    }

    private static IEnumerable<string> Installed()
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        var candidates = Names.SelectMany(name => onPath.Select(folder => Path.Combine(folder, name + suffix))).Concat(WellKnown());
        return candidates.Where(File.Exists).Distinct();
    }

    private static IEnumerable<string> WellKnown()
    {
        if (OperatingSystem.IsMacOS())
        {
            return ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"];
        }

        Environment.SpecialFolder[] roots =
            [Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData];
        string[] tails = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe", "Chromium/Application/chrome.exe"];
        return OperatingSystem.IsWindows()
            ? roots.SelectMany(root => tails.Select(tail => Path.Combine(Environment.GetFolderPath(root), tail)))
            : [];
    }

    // A file of the right name may still be a stub that only points at a shop, so the proof is that it starts.
    private static async Task<IBrowser?> TryAsync(IPlaywright playwright, string? path, List<string> tried)
    {
        try
        {
            return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path });
        }
        catch (PlaywrightException exception)
        {
            tried.Add($"{path ?? "Playwright's own"}: {exception.Message.Split('\n')[0]}");
            return null;
        }
    }

    private static async Task RunAsync(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { UseShellExecute = false };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
    }
}
