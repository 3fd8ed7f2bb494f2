using System.Diagnostics;

namespace TaskHub.Tests.Fakes;

/// <summary>The program as a command line runs it, in a process of its own.</summary>
internal static class HubCommand
{
    /// <param name="arguments">What follows <c>dotnet run --</c>.</param>
    /// <param name="environment">Further variables.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "TaskHub.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
