using System.Diagnostics;
using System.Runtime.InteropServices;

namespace TaskHub.Bench.Delivery;

/// <summary>What a published hub takes to its first page, in time and in memory.</summary>
internal sealed class Footprint(Report report, Receiver receiver, Scratch scratch)
{
    public async Task RunAsync()
    {
        var published = scratch.New();
        var publish = new ProcessStartInfo("dotnet", ["publish", "TaskHub.csproj", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", published, "-v", "q", "--nologo"]) { RedirectStandardOutput = true };
        using (var process = Process.Start(publish)!)
        {
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException("The hub could not be published: run the benchmark at the root of the repository.");
            }
        }

        var folder = scratch.New();
        await Backlog.MakeAsync(folder, [], 0, $"{receiver.Url}/none", 0);
        for (var round = 0; round < 3; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using var hub = await HubProcess.StartAsync(folder, Rounds.HubPort, published, "/");
            report.Add("start, published to first page, s", Stopwatch.GetElapsedTime(start).TotalSeconds);
            report.Add("start, memory after the first page, MB", hub.Megabytes);
        }
    }
}
