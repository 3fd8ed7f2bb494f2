using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Faults;

/// <summary>What a hub must bear: receivers that hang, a day's backlog at once, and wake-ups that nobody heard.</summary>
public sealed class LoadTests(ITestOutputHelper output)
{
    private const int Backlog = 10_000;
    private const int GrowthInMegabytes = 120;

    [Fact]
    public async Task Fifty_receivers_that_hang_keep_nothing_from_a_healthy_one()
    {
        const int slow = 50;
        var tally = new Tally(FaultKind.Slow);
        while (tally.Injections < FaultKind.Slow.Planned)
        {
            // The healthy one stands on another port, as it would on another machine.
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            await using var healthy = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            using var folder = new TemporaryFolder();
            await using var hub = await DeliveryHub.StartAsync(folder.Path, new Dictionary<string, string?> { ["TaskHub:Webhooks:Timeout"] = "00:05:00" });
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            receiver.Holds = _ => release.Task;
            for (var i = 0; i < slow; i++)
            {
                await hub.AddWebhookAsync($"{receiver.Url}hangs-{i}");
            }

            var well = await hub.AddWebhookAsync(healthy.Url + "well");
            for (var i = 1; i <= 40; i++)
            {
                await hub.CreateAsync([i]);
            }

            tally.Expect(
                await hub.UntilAsync(db => db.Deliveries.Where(d => d.WebhookId == well).AllAsync(d => d.State == DeliveryState.Delivered)),
                () => "the healthy one waits for the others");
            var answered = await hub.ReadAsync(db => db.Attempts.CountAsync(a => a.WebhookId != well));
            tally.Expect(answered == 0, () => $"{answered} attempts at those that hang had ended");
            release.SetResult();
            tally.Expect(await hub.DrainedAsync(), () => "those that hung do not get theirs");
            await JudgeAsync(tally, hub, [receiver, healthy], arrivals: 1);
            for (var i = 0; i < slow; i++)
            {
                tally.Judged();
            }
        }

        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task Ten_thousand_deliveries_that_are_due_at_once_leave_and_take_no_memory()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that asks a process to end");
        var tally = new Tally(FaultKind.Backlog);
        var most = 0;
        while (tally.Injections < FaultKind.Backlog.Planned)
        {
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            using var folder = new TemporaryFolder();
            using var hub = KillableHub.Start(folder.Path);
            await hub.ReadyAsync();
            await hub.AskAsync($"webhook Redbooth {receiver.Url}a", "webhook");
            await hub.AskAsync($"backlog {Backlog}", "held");
            var before = await MemoryAsync(hub);
            await hub.AskAsync("enable", "enabled");
            tally.Expect(await hub.AskAsync("drain", "drained") == "drained True", () => "the backlog does not drain");
            var grown = await MemoryAsync(hub) - before;
            most = Math.Max(most, grown);
            tally.Expect(grown < GrowthInMegabytes, () => $"draining took {grown} MB");
            tally.Expect(hub.Trouble.Count == 0, () => string.Join('\n', hub.Trouble));
            tally.Expect(receiver.Count == Backlog && receiver.Arrivals.Count == Backlog, () => $"{receiver.Count} requests of {receiver.Arrivals.Count} deliveries");
            tally.Expect(await hub.StopAsync() == 0, () => hub.Log);
            tally.Acknowledged += Backlog;
            tally.Delivered += receiver.Arrivals.Count;
            tally.Lost += Backlog - receiver.Arrivals.Count;
            tally.Duplicated += receiver.Count - receiver.Arrivals.Count;
            tally.Judged();
        }

        tally.Note = string.Create(CultureInfo.InvariantCulture, $"draining took {most} MB of memory");
        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task What_becomes_due_and_nobody_is_told_of_is_found()
    {
        const int webhooks = 20;
        var tally = new Tally(FaultKind.Nudge);
        while (tally.Injections < FaultKind.Nudge.Planned)
        {
            await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
            using var folder = new TemporaryFolder();
            await using var hub = await DeliveryHub.StartAsync(folder.Path);
            for (var i = 0; i < webhooks; i++)
            {
                await hub.AddWebhookAsync($"{receiver.Url}{i}");
            }

            await hub.CreateAsync([1]);
            tally.Expect(await hub.DrainedAsync(), () => "the beginning does not arrive");

            // As another process would leave them, or a wake-up that got lost.
            await hub.WriteAsync(db => db.Deliveries.ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, DeliveryState.Pending).SetProperty(d => d.NextAttemptAt, Delivery.AtOnce)));
            tally.Expect(await hub.DrainedAsync(), () => "what was due is not found");
            await JudgeAsync(tally, hub, [receiver], arrivals: 2);
            for (var i = 0; i < webhooks; i++)
            {
                tally.Judged();
            }
        }

        FaultReport.Close(output, tally);
    }

    private static async Task<int> MemoryAsync(KillableHub hub) =>
        int.Parse((await hub.AskAsync("memory", "memory")).Split(' ')[1], CultureInfo.InvariantCulture);

    private static async Task JudgeAsync(Tally tally, DeliveryHub hub, IReadOnlyList<CountingReceiver> receivers, int arrivals)
    {
        foreach (var delivery in await hub.ReadAsync(db => db.Deliveries.ToListAsync()))
        {
            var arrived = receivers.Sum(receiver => receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0);
            tally.Expect(arrived == arrivals, () => $"{delivery.PublicId} arrived {arrived} times");
            tally.Acknowledged++;
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Lost += arrived > 0 ? 0 : 1;
            tally.Duplicated += arrived > arrivals ? 1 : 0;
        }
    }
}
