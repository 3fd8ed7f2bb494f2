using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Faults;

/// <summary>A data folder that is no good, that another hub has, or whose keys are gone: the hub says so in words.</summary>
public sealed class FolderTests(ITestOutputHelper output)
{
    [Fact(Timeout = 180_000)]
    public async Task A_folder_that_cannot_be_used_is_refused_in_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The folders of this test are those of a Unix machine");
        var tally = new Tally(FaultKind.Folder);
        using var home = new TemporaryFolder();
        var file = Path.Combine(home.Path, "a file");
        await File.WriteAllTextAsync(file, "not a folder", TestContext.Current.CancellationToken);
        var spoilt = Directory.CreateDirectory(Path.Combine(home.Path, "spoilt")).FullName;
        await File.WriteAllTextAsync(Path.Combine(spoilt, "taskhub.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        // Nobody may write to the first, not even root; the second and third lie below and at a file; the last holds something else.
        foreach (var path in (string[])["/proc", Path.Combine(file, "data"), file, spoilt])
        {
            var (code, _, errors) = await HubCommand.RunAsync(["--TaskHub:DataPath", path, "--urls", "http://127.0.0.1:0"]);
            var lines = errors.TrimEnd().Split('\n');
            tally.Expect(code == 1 && lines.Length == 1 && lines[0].StartsWith($"The data folder {path} cannot be used: ", StringComparison.Ordinal),
                () => $"{path}: {code}, {errors}");
            tally.Judged();
        }

        var missing = Path.Combine(home.Path, "not", "there", "yet");
        await using (await DeliveryHub.StartAsync(missing))
        {
            tally.Expect(File.Exists(Path.Combine(missing, "taskhub.db")), () => "a folder that is missing is not made");
        }

        FaultReport.Close(output, tally);
    }

    [Fact(Timeout = 180_000)]
    public async Task A_second_hub_on_the_same_folder_is_refused_until_the_first_is_gone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no kill -9");
        var tally = new Tally(FaultKind.Second);
        while (tally.Injections < FaultKind.Second.Planned)
        {
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            using var folder = new TemporaryFolder();
            using var first = KillableHub.Start(folder.Path);
            await first.ReadyAsync();
            await first.AskAsync($"webhook Redbooth {receiver.Url}a", "webhook");
            var (code, _, errors) = await HubCommand.RunAsync(["--TaskHub:DataPath", folder.Path, "--urls", "http://127.0.0.1:0"]);
            tally.Expect(code == 1 && errors.Trim() == $"Another TaskHub already serves from {folder.Path}. Stop it first, or set TaskHub:DataPath.",
                () => $"the second ended with {code}: {errors}");
            first.Create(1);
            tally.Expect(await first.AskAsync("drain", "drained") == "drained True" && first.Acknowledged.Count == 1, () => "the first is disturbed");
            tally.Judged();

            // Whatever the first leaves behind when it dies bars nobody.
            first.Strike();
            await first.EndedAsync();
            await using var next = await DeliveryHub.StartAsync(folder.Path);
            await next.CreateAsync([2]);
            tally.Expect(await next.DrainedAsync(), () => "the next one does not deliver");
            tally.Acknowledged += 2;
            tally.Delivered += receiver.Arrivals.Count;
            tally.Judged();
        }

        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task Lost_keys_stop_the_start_and_lose_nothing_when_it_is_told_to_go_on()
    {
        var tally = new Tally(FaultKind.Keys);
        while (tally.Injections < FaultKind.Keys.Planned)
        {
            await LoseKeysAsync(tally, all: tally.Injections % 2 == 0);
        }

        FaultReport.Close(output, tally);
    }

    private static async Task LoseKeysAsync(Tally tally, bool all)
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        using var shelf = new TemporaryFolder();
        var keys = Path.Combine(folder.Path, "keys");
        List<string> lost;
        await using (var hub = await DeliveryHub.StartAsync(folder.Path))
        {
            await hub.AddWebhookAsync(receiver.Url + "first");
            lost = [.. Directory.GetFiles(keys)];
            var now = TimeProvider.System.GetUtcNow();
            hub.Get<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        }

        await using (var hub = await DeliveryHub.StartAsync(folder.Path))
        {
            await hub.AddWebhookAsync(receiver.Url + "second");
            await hub.CreateAsync([1]);
            tally.Expect(await hub.DrainedAsync(), () => "the beginning does not arrive");
        }

        foreach (var key in all ? [.. Directory.GetFiles(keys)] : lost)
        {
            File.Move(key, Path.Combine(shelf.Path, Path.GetFileName(key)));
        }

        var count = all ? 2 : 1;
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => DeliveryHub.StartAsync(folder.Path));
        tally.Expect(refused.Message.Contains(WebhooksText.LostHooks(count, ""), StringComparison.Ordinal), () => refused.Message);
        var settings = new Dictionary<string, string?> { ["TaskHub:Webhooks:DisableAfter"] = "3", ["TaskHub:Webhooks:StartWithLostKeys"] = "true" };
        await using (var hub = await DeliveryHub.StartAsync(folder.Path, settings))
        {
            await hub.CreateAsync([2]);
            tally.Expect(await hub.UntilAsync(async db => await db.Deliveries.CountAsync(d => d.State == DeliveryState.Held) == count
                && !await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Pending || d.State == DeliveryState.Retrying)), () => "nothing is held");
            var errors = await hub.ReadAsync(db => db.Attempts.Where(a => a.Error != null).Select(a => a.Error).Distinct().ToListAsync());
            tally.Expect(errors is ["bad_answer"], () => $"on record is {string.Join(", ", errors)}");
            tally.Expect(receiver.Count == (all ? 2 : 3), () => $"{receiver.Count} requests");
        }

        foreach (var key in Directory.GetFiles(shelf.Path))
        {
            File.Move(key, Path.Combine(keys, Path.GetFileName(key)));
        }

        await using (var hub = await DeliveryHub.StartAsync(folder.Path))
        {
            await hub.EnableAsync();
            tally.Expect(await hub.DrainedAsync(), () => "what was held does not leave");
        }

        tally.Expect(receiver.Count == 4 && receiver.Arrivals.Count == 4, () => $"{receiver.Count} requests of {receiver.Arrivals.Count} deliveries");
        tally.Expect(receiver.BadSignatures == 0, () => $"{receiver.BadSignatures} signatures do not verify");
        tally.Acknowledged += 4;
        tally.Delivered += receiver.Arrivals.Count;
        tally.Lost += 4 - receiver.Arrivals.Count;
        tally.Duplicated += receiver.Count - receiver.Arrivals.Count;
        tally.Judged();
    }
}
