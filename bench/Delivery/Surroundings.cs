using System.Diagnostics;

namespace TaskHub.Bench.Delivery;

/// <summary>Temporary folders that go with the run.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly List<string> folders = [];

    public string New()
    {
        var folder = Directory.CreateTempSubdirectory("taskhub-bench-").FullName;
        folders.Add(folder);
        return folder;
    }

    /// <summary>A copy of a data folder that nobody serves.</summary>
    public string Copy(string folder)
    {
        var copy = New();
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Deletes a folder before the end, because it is large.</summary>
    public void Drop(string folder)
    {
        folders.Remove(folder);
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose()
    {
        foreach (var folder in folders)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

/// <summary>A Redis server of the run's own, its log synced every second, and a BullMQ worker; only where both are installed.</summary>
internal sealed class Redis : IDisposable
{
    private readonly Process server;
    private readonly int port;
    private readonly string worker;

    private Redis(Process server, int port, string worker) => (this.server, this.port, this.worker) = (server, port, worker);

    public static Redis? TryStart(int port, string folder)
    {
        var contender = Path.Combine(AppContext.BaseDirectory, "bullmq");
        try
        {
            var server = Process.Start(new ProcessStartInfo(
                "redis-server", ["--port", $"{port}", "--appendonly", "yes", "--appendfsync", "everysec", "--dir", folder, "--save", ""])
            {
                RedirectStandardOutput = true,
            })!;
            server.BeginOutputReadLine();
            if (!Directory.Exists(Path.Combine(contender, "node_modules")))
            {
                Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund"]) { WorkingDirectory = contender })!.WaitForExit();
            }

            return new Redis(server, port, Path.Combine(contender, "worker.js"));
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            Console.Error.WriteLine($"BullMQ is left out: {e.Message}");
            return null;
        }
    }

    public async Task RunWorkerAsync(string url, string family, int jobs, int webhooks)
    {
        var start = new ProcessStartInfo("node", [worker, url, family, $"{jobs}", $"{webhooks}"]) { Environment = { ["REDIS_PORT"] = $"{port}" } };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        server.Kill();
        server.Dispose();
    }
}
