using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskHub.Data;

namespace TaskHub.Tests.Faults;

/// <summary>
/// The disk fills up while the hub works, and somebody makes room again. Where the tests may mount a small file system, it is a real one; where
/// they may not, the process gets a limit on the size of its files, which it meets in the same place.
/// </summary>
public sealed class DiskTests(ITestOutputHelper output)
{
    private const int Megabytes = 160;
    private const int Text = 40_000;

    [Fact]
    public async Task A_full_disk_refuses_changes_and_loses_none_that_was_acknowledged()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has neither mount nor ulimit");
        var tally = new Tally(FaultKind.DiskFull);
        using var folder = new TemporaryFolder();
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder.Path) == 0)
        {
            try
            {
                await FillAsync(tally, folder.Path);
            }
            finally
            {
                Assert.Equal(0, await RunAsync("umount", "-l", folder.Path));
            }
        }
        else
        {
            await LimitAsync(tally, folder.Path);
        }

        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task A_limit_on_the_size_of_its_files_is_met_like_a_full_disk()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no ulimit");
        var tally = new Tally(FaultKind.FileLimit);
        using var folder = new TemporaryFolder();
        await LimitAsync(tally, folder.Path);
        FaultReport.Close(output, tally);
    }

    private static async Task FillAsync(Tally tally, string folder)
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        var log = new HeardLog();
        var settings = new Dictionary<string, string?> { ["TaskHub:Webhooks:Timeout"] = "00:01:00" };
        await using (var hub = await DeliveryHub.StartAsync(folder, settings, services => services.AddSingleton<ILoggerProvider>(log)))
        {
            await hub.AddWebhookAsync(receiver.Url + "a");
            await hub.AddWebhookAsync(receiver.Url + "b");
            var filler = Path.Combine(folder, "filler");
            var task = 0L;
            var acknowledged = new List<long>();
            for (var i = 0; i < FaultKind.DiskFull.Planned; i++)
            {
                // Two attempts are under way when the disk fills, and end when it is full.
                var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var under = new Countdown(2);
                receiver.Holds = _ =>
                {
                    under.Tick();
                    return release.Task;
                };
                await hub.CreateAsync([++task]);
                acknowledged.Add(task);
                await under.Over;
                Fill(filler);
                foreach (var length in (int[])[Text, 0])
                {
                    while (await TryCreateAsync(hub, ++task, length, acknowledged))
                    {
                    }
                }

                receiver.Holds = null;
                var unrecorded = log.SaysAsync("wait to be recorded");
                release.SetResult();

                // Moving the log may make room at just this moment: then they are on record after all.
                await Task.WhenAny(unrecorded, hub.DrainedAsync());
                File.Delete(filler);
                tally.Expect(await hub.DrainedAsync(), () => $"fill {i}: not everything arrives after there was room again");
                await hub.CreateAsync([++task]);
                acknowledged.Add(task);
                tally.Judged();
            }

            tally.Expect(await hub.DrainedAsync(), () => "not everything arrives");
            await JudgeAsync(tally, hub, receiver, acknowledged);
        }

        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        tally.Expect(ledger.Integrity() == "ok", ledger.Integrity);
    }

    private static async Task LimitAsync(Tally tally, string folder)
    {
        const int blocks = 6_000;
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        var acknowledged = new List<long>();
        var task = 0L;
        for (var i = 0; i < tally.Kind.Planned; i++)
        {
            var limit = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {blocks * (i + 1)}; exec \"$@\"");
            using var hub = KillableHub.Start(folder, wrapper: ["sh", "-c", limit, "sh"]);
            await hub.ReadyAsync();
            if (i == 0)
            {
                await hub.AskAsync($"webhook Redbooth {receiver.Url}a", "webhook");
                await hub.AskAsync($"webhook Redbooth {receiver.Url}b", "webhook");
            }

            for (var j = 0; j < 250; j++)
            {
                hub.Create(++task, Text);
            }

            await hub.SaysAsync("failed");
            hub.Strike();
            await hub.EndedAsync();
            acknowledged.AddRange(hub.Acknowledged.Keys);
            tally.Expect(hub.Acknowledged.Count < 250 && hub.Trouble.Any(line => line.Contains("SQLite Error", StringComparison.Ordinal)),
                () => $"life {i} never met its limit: {hub.Log}");
            tally.Judged();
        }

        await using (var hub = await DeliveryHub.StartAsync(folder))
        {
            tally.Expect(await hub.DrainedAsync(), () => "not everything arrives");
            await JudgeAsync(tally, hub, receiver, acknowledged, isRestarted: true);
        }

        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        tally.Expect(ledger.Integrity() == "ok", ledger.Integrity);
    }

    private static async Task JudgeAsync(Tally tally, DeliveryHub hub, CountingReceiver receiver, List<long> acknowledged, bool isRestarted = false)
    {
        var known = (await hub.ReadAsync(db => db.Tasks.Select(t => t.Id).ToListAsync())).ToHashSet();
        tally.Acknowledged += acknowledged.Count;
        tally.Lost += acknowledged.Count(id => !known.Contains(id));
        tally.Expect(known.SetEquals(acknowledged), () => $"{known.Count} tasks, {acknowledged.Count} acknowledged");
        foreach (var delivery in await hub.ReadAsync(db => db.Deliveries.ToListAsync()))
        {
            var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            tally.Expect(arrived == 1 || (isRestarted && arrived == 2), () => $"{delivery.PublicId} arrived {arrived} times");
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Lost += arrived > 0 ? 0 : 1;
            tally.Duplicated += arrived > 1 ? 1 : 0;
        }
    }

    private static async Task<bool> TryCreateAsync(DeliveryHub hub, long task, int length, List<long> acknowledged)
    {
        try
        {
            await hub.CreateAsync([task], length);
            acknowledged.Add(task);
            return true;
        }
        catch (Exception e) when (e.IsPassing())
        {
            return false;
        }
    }

    /// <summary>Writes until nothing more fits.</summary>
    private static void Fill(string file)
    {
        using var filler = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 1 << 16; size > 0; size /= 16)
        {
            try
            {
                while (true)
                {
                    filler.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // What is left is smaller than that.
            }
        }
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
