using System.Diagnostics;

namespace TaskHub.Tests.Configuration;

/// <summary>What an operator sees who set a value that cannot be used: the program itself, as a process.</summary>
public sealed class ConfigurationCheckTests
{
    [Fact]
    public async Task A_bad_value_stops_the_start_with_one_line_before_anything_is_made()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"taskhub-test-{Guid.NewGuid():N}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "TaskHub.dll"), "--urls", "http://127.0.0.1:0", "--TaskHub:DataPath", folder })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TaskHub__Webhooks__DisableAfter"] = "x";
        using var program = Process.Start(start)!;
        var output = program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await program.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, program.ExitCode);
        Assert.Equal("TaskHub:Webhooks:DisableAfter: must be a whole number of at least 1, but is \"x\"", error.TrimEnd());
        Assert.Equal("", await output);
        Assert.False(Directory.Exists(folder));
    }
}
