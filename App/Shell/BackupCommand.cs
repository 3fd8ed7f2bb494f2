using System.Data.Common;
using System.Runtime.InteropServices;
using TaskHub.Backup;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>
/// <c>backup FILE</c>, beside a running hub too, and <c>restore FILE</c>. The passphrase stands in the environment alone: a command line can be
/// read by everyone on the machine, and stays in the shell's history.
/// </summary>
public static class BackupCommand
{
    public static Task<int> BackUpAsync(string[] args) => RunAsync("backup", args, async (services, file, passphrase, progress, cancel) =>
    {
        var made = await services.GetRequiredService<MakeBackup>().RunAsync(file, passphrase, progress, cancel);
        return made.Select(BackupText.BackedUp);
    });

    public static Task<int> RestoreAsync(string[] args) => RunAsync("restore", args, async (services, file, passphrase, progress, cancel) =>
    {
        var restored = await services.GetRequiredService<RestoreBackup>().RunAsync(file, passphrase, progress, cancel);
        return restored.Select(BackupText.Restored);
    });

    private static async Task<int> RunAsync(
        string name, string[] args, Func<IServiceProvider, string, string?, IProgress<BackupStep>, CancellationToken, Task<Result<string>>> work)
    {
        if (args is not [{ Length: > 0 } file, .. var options] || file.StartsWith('-'))
        {
            return Refuse($"Usage: {name} FILE, with {BackupText.PassphraseVariable} in the environment for an encrypted one");
        }

        var passphrase = Environment.GetEnvironmentVariable(BackupText.PassphraseVariable);
        if (options.Any(option => option.StartsWith("--passphrase", StringComparison.OrdinalIgnoreCase)))
        {
            return Refuse($"A passphrase is not taken from the command line. Set {BackupText.PassphraseVariable} instead.");
        }

        var builder = WebApplication.CreateBuilder(options);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataBesideTheHub();
        builder.AddBackup();
        await using var app = builder.Build();
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            var progress = new ProgressLines(TimeProvider.System);
            var result = await work(app.Services, Path.GetFullPath(file), passphrase, progress, stop.Token);
            if (!result.Ok)
            {
                return Refuse(result.Failure.Message);
            }

            Console.WriteLine(result.Value);
            return 0;
        }
        catch (OperationCanceledException)
        {
            return Refuse("Stopped.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            return Refuse(e.Message);
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 1;
    }

    /// <summary>A line now and then: work that is soon over says nothing but its result.</summary>
    private sealed class ProgressLines(TimeProvider time) : IProgress<BackupStep>
    {
        private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
        private long last = time.GetTimestamp();

        public void Report(BackupStep value)
        {
            if (time.GetElapsedTime(last) >= Every)
            {
                last = time.GetTimestamp();
                Console.WriteLine(BackupText.Progress(value));
            }
        }
    }
}
