using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace TaskHub.Tests.Faults;

/// <summary>The built hub as a process of its own, so that it can be killed as a power cut would.</summary>
internal sealed class HubProcess : IDisposable
{
    private const int Term = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TaskCompletionSource listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> lastLines = new();

    private HubProcess(Process process) => this.process = process;

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>When it said that it listens, if it has.</summary>
    public DateTimeOffset? ListeningAt { get; private set; }

    /// <summary>The end of what it wrote.</summary>
    public string Log
    {
        get
        {
            lock (lastLines)
            {
                return string.Join('\n', lastLines);
            }
        }
    }

    /// <summary>Starts it and does not wait. It stands beside the tests, where the build has put it.</summary>
    /// <param name="arguments">What a command line would give, <c>--Urls</c> and an address for instance.</param>
    /// <param name="temporary">Where it finds its temporary files, if not where everybody does.</param>
    public static HubProcess Start(IEnumerable<string> arguments, string? temporary = null)
    {
        var start = new ProcessStartInfo(Dotnet(), [typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var inherited in start.Environment.Keys.Where(IsConfiguration).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["TMPDIR"] = temporary ?? Path.GetTempPath();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var hub = new HubProcess(process);
        process.OutputDataReceived += (_, line) => hub.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => hub.Hear(line.Data);
        process.Exited += (_, _) => hub.listening.TrySetException(new InvalidOperationException("The hub ended."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return hub;
    }

    /// <summary>Returns when it listens; throws with its last lines when it ends instead.</summary>
    public async Task ListensAsync(CancellationToken cancel)
    {
        try
        {
            await listening.Task.WaitAsync(Patience, TimeProvider.System, cancel);
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The hub does not listen. It wrote:\n{Log}", e);
        }
    }

    /// <summary>Kill -9: no handler, no finally, no flush runs. Returns when it is dead.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Asks it to end, as an operator's service manager does, and returns its exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancel)
    {
        Assert.Equal(0, SendSignal(process.Id, Term));
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // The one that runs this test; the PATH may know another one, or none.
    private static string Dotnet()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return Path.Combine(root, name) is var beside && File.Exists(beside) ? beside : name;
    }

    private static bool IsConfiguration(string name) =>
        name.StartsWith("TaskHub", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lastLines)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > 60)
            {
                lastLines.Dequeue();
            }
        }

        if (line.Contains("Now listening on", StringComparison.Ordinal))
        {
            ListeningAt = TimeProvider.System.GetUtcNow();
            listening.TrySetResult();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
