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
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> lastLines = new();

    private readonly Action<string>? heard;

    private HubProcess(Process process, Action<string>? heard) => (this.process, this.heard) = (process, heard);

    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>When it said that it listens, if it has.</summary>
    public DateTimeOffset? ListeningAt { get; private set; }

    /// <summary>Completed when it has ended, however that was.</summary>
    public Task Over => over.Task;

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
    /// <param name="program">The assembly to run, if not the hub.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="heard">Called with each line that it writes.</param>
    /// <param name="wrapper">A command that the whole is handed to, such as one that changes the user.</param>
    public static HubProcess Start(
        IEnumerable<string> arguments, string? temporary = null, string? program = null, IReadOnlyDictionary<string, string>? environment = null,
        Action<string>? heard = null, IReadOnlyList<string>? wrapper = null)
    {
        string[] command = [.. wrapper ?? [], Dotnet(), program ?? typeof(Program).Assembly.Location, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
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
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var hub = new HubProcess(process, heard);
        process.OutputDataReceived += (_, line) => hub.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => hub.Hear(line.Data);
        process.Exited += (_, _) =>
        {
            hub.listening.TrySetException(new InvalidOperationException("The hub ended."));
            hub.over.TrySetResult();
        };
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

    /// <summary>Signal 9, without waiting for the death.</summary>
    public void Strike() => process.Kill();

    /// <summary>Writes a line to its standard input; one that is dead hears nothing.</summary>
    public void Tell(string line)
    {
        try
        {
            process.StandardInput.WriteLine(line);
            process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It died in between.
        }
    }

    /// <summary>Returns its exit code when it has ended and all that it wrote was heard.</summary>
    public async Task<int> EndedAsync(CancellationToken cancel)
    {
        await process.WaitForExitAsync(cancel).WaitAsync(Patience, TimeProvider.System, cancel);
        return process.ExitCode;
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

        heard?.Invoke(line);
        if (line.Contains("Now listening on", StringComparison.Ordinal))
        {
            ListeningAt = TimeProvider.System.GetUtcNow();
            listening.TrySetResult();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
