using System.Diagnostics;

namespace TaskHub.Tests.Fakes;

/// <summary>
/// What the tests borrow from npm, installed beside the built tests the first time one asks for it. A test that needs it is
/// skipped, and says so, where Node is not installed.
/// </summary>
internal static class NodeTools
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fakes", "node");
    private static readonly Lazy<Task> Installed = new(InstallAsync);

    /// <summary>The path of a file of a package: "axe-core/axe.min.js".</summary>
    public static async Task<string> FileAsync(string path)
    {
        await ReadyAsync();
        return Path.Combine(Folder, "node_modules", path);
    }

    /// <summary>Runs a script that stands in Fakes/node: text in, text out.</summary>
    public static async Task<string> RunAsync(string script, string input)
    {
        await ReadyAsync();
        return await ExecuteAsync("node", input, script);
    }

    private static Task ReadyAsync()
    {
        Assert.SkipUnless(PathTools.Has("node") && PathTools.Has("npm"), "Node and npm are not installed; this test borrows from npm");
        return Installed.Value;
    }

    private static async Task InstallAsync()
    {
        // npm leaves this file behind as its last act, so it tells a finished installation from one that was cut off.
        var done = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (!done.Exists || done.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
        {
            await ExecuteAsync("npm", "", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }
    }

    private static async Task<string> ExecuteAsync(string program, string input, params string[] arguments)
    {
        // On Windows npm is a script, which only the shell starts.
        var start = OperatingSystem.IsWindows() && program == "npm"
            ? new ProcessStartInfo("cmd", ["/c", "npm", .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = Folder;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{await errors}{await output}");
    }
}
