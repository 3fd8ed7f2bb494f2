using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Faults;

/// <summary>
/// The machine's clock is set forth or back while deliveries are in flight, wait for their next try, and come: nothing is sent twice, nothing
/// waits for the hour to come round again, and no storm breaks loose.
/// </summary>
public sealed class ClockTests(ITestOutputHelper output)
{
    // After so many successes a lane has its full breadth, and claims while others are under way.
    private const int Warm = 70;
    private const int MostAttempts = 12;

    private static readonly TimeSpan[] Jumps =
    [
        TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(2), TimeSpan.FromDays(-2),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(-10), TimeSpan.FromDays(20), TimeSpan.FromDays(-400),
    ];

    [Fact]
    public async Task A_clock_that_jumps_neither_repeats_nor_delays_nor_storms()
    {
        var tally = new Tally(FaultKind.Clock);
        while (tally.Injections < FaultKind.Clock.Planned)
        {
            await Task.WhenAll(Jumps.Select(jump => JumpAsync(tally, jump)));
        }

        FaultReport.Close(output, tally);
    }

    private static async Task JumpAsync(Tally tally, TimeSpan jump)
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?>
        {
            ["TaskHub:Webhooks:RetrySchedule"] = string.Join(',', Enumerable.Repeat("0:0:2", 20)),
            ["TaskHub:Webhooks:Timeout"] = "00:01:00",
            ["TaskHub:Webhooks:DisableAfter"] = "100",
        };
        var time = new JumpingTime();
        await using var hub = await DeliveryHub.StartAsync(folder.Path, settings, time: time);
        await hub.AddWebhookAsync(receiver.Url + "well", set: webhook => webhook.ProjectIds = [1]);
        await hub.AddWebhookAsync(receiver.Url + "ill", set: webhook => webhook.ProjectIds = [2]);
        await hub.CreateAsync(Enumerable.Range(1, Warm).Select(i => (long)i));
        tally.Expect(await hub.DrainedAsync(), () => $"{jump}: the beginning does not arrive");

        var isIll = true;
        receiver.Accepts = (path, _) => path != "ill" || !Volatile.Read(ref isIll);
        await hub.CreateAsync([101, 102, 103], project: 2);
        tally.Expect(await hub.UntilAsync(db => db.Deliveries.AnyAsync(d => d.State == DeliveryState.Retrying)), () => $"{jump}: nothing fails");

        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (held, more) = (new Countdown(1), new Countdown(2));
        receiver.Holds = arrival =>
        {
            if (arrival.Hook == "well")
            {
                held.Tick();
                more.Tick();
                return release.Task;
            }

            return Task.CompletedTask;
        };
        await hub.CreateAsync([200]);
        await held.Over;
        time.Jump(jump);

        // One of these at least takes another turn than the one that is held, so it arrives, and all of them have been claimed.
        await hub.CreateAsync(Enumerable.Range(301, 20).Select(i => (long)i));
        await more.Over;
        Volatile.Write(ref isIll, false);
        release.SetResult();
        tally.Expect(await hub.DrainedAsync(), () => $"{jump}: not everything arrives");

        var deliveries = await hub.ReadAsync(db => db.Deliveries.ToListAsync());
        tally.Acknowledged += deliveries.Count;
        foreach (var delivery in deliveries)
        {
            var accepted = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count(a => a.Accepted) ?? 0;
            tally.Expect(
                accepted == 1,
                () => $"{jump}: {delivery.PublicId} was accepted {accepted} times: {delivery.State}, next {delivery.NextAttemptAt:O}, lease {delivery.LeaseUntil:O}, now {time.GetUtcNow():O}");
            tally.Expect(delivery.AttemptsCount <= MostAttempts, () => $"{jump}: {delivery.AttemptsCount} attempts");
            tally.Delivered += accepted > 0 ? 1 : 0;
            tally.Lost += accepted > 0 ? 0 : 1;
            tally.Duplicated += accepted > 1 ? 1 : 0;
        }

        tally.Judged();
    }

    /// <summary>The machine's clock, which somebody sets; the stopwatch and the timers go on.</summary>
    private sealed class JumpingTime : TimeProvider
    {
        private long ticks;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref ticks));

        public void Jump(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
    }
}
