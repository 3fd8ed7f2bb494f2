using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskHub.Backup;
using TaskHub.Data;

namespace TaskHub.Tests.Faults;

/// <summary>What must be whole or not there at all: a database that is made, a backup that is written, a hub that is restored.</summary>
public sealed class KeepTests(ITestOutputHelper output)
{
    // A receiver that refuses everything for a while neither disables nor ends anything.
    private static readonly Dictionary<string, string?> Patient = new()
    {
        ["TaskHub:Webhooks:DisableAfter"] = "100000",
        ["TaskHub:Webhooks:RetrySchedule"] = string.Join(',', Enumerable.Repeat("0:0:0.05", 2000)),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_is_killed_while_it_makes_the_database_bars_no_later_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill -9");
        var tally = new Tally(FaultKind.MigrationKill);
        var random = new Random(2);
        for (var i = 0; i < FaultKind.MigrationKill.Planned; i++)
        {
            using var folder = new TemporaryFolder();
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            var statement = random.Next(3, 70);
            using (var killed = KillableHub.Start(folder.Path, armed: $"{KillPoint.Statement} {statement}"))
            {
                tally.Expect(await killed.EndedAsync() == KillableHub.Killed, () => $"statement {statement}: it ended by itself: {killed.Log}");
            }

            await using (var next = await DeliveryHub.StartAsync(folder.Path))
            {
                await next.AddWebhookAsync(receiver.Url + "a");
                await next.CreateAsync([1]);
                tally.Expect(await next.DrainedAsync(), () => $"statement {statement}: the next start does not deliver");
            }

            using var ledger = new Ledger(Path.Combine(folder.Path, "taskhub.db"));
            tally.Expect(ledger.Integrity() == "ok", ledger.Integrity);
            tally.Acknowledged++;
            tally.Delivered += receiver.Arrivals.Count;
            tally.Judged();
        }

        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task A_backup_that_is_killed_leaves_no_half_file_and_disturbs_nobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill -9");
        var tally = new Tally(FaultKind.BackupKill);
        var random = new Random(4);
        using var folder = new TemporaryFolder();
        using var shelf = new TemporaryFolder();
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        await using var hub = await DeliveryHub.StartAsync(folder.Path);
        await hub.AddWebhookAsync(receiver.Url + "a");
        await hub.CreateAsync(Enumerable.Range(1, 100).Select(i => (long)i), descriptionLength: 60_000);
        var whole = 0;
        for (var i = 0; i < FaultKind.BackupKill.Planned; i++)
        {
            var file = Path.Combine(shelf.Path, $"{i}.backup");
            using (var backup = HubProcess.Start(["backup", file, "--TaskHub:DataPath", folder.Path]))
            {
                await Task.WhenAny(backup.Over, Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 900)), TimeProvider.System, Cancel));
                await backup.KillAsync();
            }

            if (File.Exists(file))
            {
                whole++;
                using var elsewhere = new TemporaryFolder();
                tally.Expect(await RestoreAsync(file, elsewhere.Path), () => $"backup {i} has its name and is not whole");
            }

            await hub.CreateAsync([1000 + i]);
            tally.Expect(await hub.DrainedAsync(), () => $"backup {i}: the hub is disturbed");
            tally.Judged();
        }

        var last = Path.Combine(shelf.Path, "last.backup");
        tally.Expect(await BackUpAsync(folder.Path, last), () => "no backup can be made any more");
        tally.Acknowledged = 100 + FaultKind.BackupKill.Planned;
        tally.Delivered = receiver.Arrivals.Count;
        tally.Duplicated = receiver.Count - receiver.Arrivals.Count;
        tally.Expect(tally.Delivered == tally.Acknowledged && tally.Duplicated == 0, () => $"{receiver.Count} requests of {receiver.Arrivals.Count} deliveries");
        tally.Note = $"{whole} had ended before";
        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task A_backup_taken_under_load_goes_on_under_another_path_when_its_first_home_is_gone()
    {
        var tally = new Tally(FaultKind.Restore);
        while (tally.Injections < FaultKind.Restore.Planned)
        {
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            using var shelf = new TemporaryFolder();
            var file = Path.Combine(shelf.Path, "hub.backup");
            receiver.Accepts = (_, _) => false;
            var before = 0;
            using (var folder = new TemporaryFolder())
            {
                await using var hub = await DeliveryHub.StartAsync(folder.Path, Patient);
                await hub.AddWebhookAsync(receiver.Url + "a");
                await hub.AddWebhookAsync(receiver.Url + "b");
                await hub.CreateAsync(Enumerable.Range(1, 50).Select(i => (long)i));
                before = 50;
                using var over = new CancellationTokenSource();
                var load = LoadAsync(hub, over.Token);
                tally.Expect(await BackUpAsync(folder.Path, file), () => "no backup");
                await over.CancelAsync();
                await load;
            }

            using var home = new TemporaryFolder();
            var path = Path.Combine(home.Path, "new home");
            tally.Expect(await RestoreAsync(file, path), () => "no restore");
            receiver.Accepts = null;
            await using var restored = await DeliveryHub.StartAsync(path, Patient);
            await restored.EnableAsync();
            tally.Expect(await restored.DrainedAsync(), () => "what was waiting does not leave");
            var tasks = await restored.ReadAsync(db => db.Tasks.CountAsync());
            var deliveries = await restored.ReadAsync(db => db.Deliveries.ToListAsync());
            tally.Expect(tasks >= before && deliveries.Count == tasks * 2, () => $"{tasks} tasks, {deliveries.Count} deliveries");
            tally.Expect(receiver.BadSignatures == 0, () => $"{receiver.BadSignatures} signatures do not verify");
            tally.Acknowledged += tasks;
            foreach (var delivery in deliveries)
            {
                var accepted = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count(a => a.Accepted) ?? 0;
                tally.Expect(accepted == 1, () => $"{delivery.PublicId}: {delivery.State}, accepted {accepted} times");
                tally.Delivered += accepted > 0 ? 1 : 0;
                tally.Lost += accepted > 0 ? 0 : 1;
            }

            tally.Judged();
        }

        FaultReport.Close(output, tally);
    }

    private static async Task LoadAsync(DeliveryHub hub, CancellationToken over)
    {
        for (var task = 1000L; !over.IsCancellationRequested; task++)
        {
            await hub.CreateAsync([task]);
        }
    }

    private static async Task<bool> BackUpAsync(string folder, string file)
    {
        using var host = Commands(folder);
        return (await host.Services.GetRequiredService<MakeBackup>().RunAsync(file, null, new Progress<BackupStep>(), Cancel)).Ok;
    }

    private static async Task<bool> RestoreAsync(string file, string folder)
    {
        using var host = Commands(folder);
        return (await host.Services.GetRequiredService<RestoreBackup>().RunAsync(file, null, new Progress<BackupStep>(), Cancel)).Ok;
    }

    // As the commands of the same names have them.
    private static IHost Commands(string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("TaskHub:DataPath", folder)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddDataBesideTheHub();
        builder.AddBackup();
        return builder.Build();
    }
}
