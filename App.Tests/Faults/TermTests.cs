using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>A hub that is asked to end while it works: it lets attempts finish, and the next one goes on where it stopped.</summary>
public sealed class TermTests(ITestOutputHelper output)
{
    private const int ChangesInALife = 80;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_hub_that_is_asked_to_end_under_load_loses_nothing_and_sends_nothing_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that asks a process to end");
        var tally = new Tally(FaultKind.Term);
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        var random = new Random(5);
        var (task, slowest) = (0L, TimeSpan.Zero);
        var acknowledged = new HashSet<long>();
        for (var life = 0; life <= FaultKind.Term.Planned; life++)
        {
            using var hub = KillableHub.Start(folder.Path);
            await hub.ReadyAsync();
            foreach (var path in life == 0 ? (string[])["quick", CountingReceiver.Slow, "c", CountingReceiver.Slow] : [])
            {
                await hub.AskAsync($"webhook Redbooth {receiver.Url}{path}", "webhook");
            }

            if (life == FaultKind.Term.Planned)
            {
                tally.Expect(await hub.AskAsync("drain", "drained") == "drained True", () => "the last life does not finish it");
            }
            else
            {
                var moment = new Countdown(random.Next(1, 40));
                hub.OnAcknowledged = moment.Tick;
                for (var i = 0; i < ChangesInALife; i++)
                {
                    hub.Create(++task);
                }

                await moment.Over;
            }

            var asked = TimeProvider.System.GetTimestamp();
            var code = await hub.StopAsync();
            var took = TimeProvider.System.GetElapsedTime(asked);
            slowest = took > slowest ? took : slowest;
            tally.Expect(code == 0 && took < Longest, () => $"ended with {code} after {took}: {hub.Log}");
            acknowledged.UnionWith(hub.Acknowledged.Keys);
            if (life < FaultKind.Term.Planned)
            {
                tally.Judged();
            }

            receiver.Life++;
        }

        Judge(tally, receiver, folder.Path, acknowledged);
        tally.Note = string.Create(CultureInfo.InvariantCulture, $"the longest end took {slowest.TotalMilliseconds:0} ms");
        FaultReport.Close(output, tally);
    }

    private static void Judge(Tally tally, CountingReceiver receiver, string folder, HashSet<long> acknowledged)
    {
        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        var known = ledger.Events().Select(e => e.ObjectId).ToHashSet();
        tally.Acknowledged = acknowledged.Count;
        tally.Lost += acknowledged.Count(id => !known.Contains(id));
        tally.Expect(acknowledged.IsSubsetOf(known), () => $"{acknowledged.Except(known).Count()} acknowledged tasks have no event");
        tally.Expect(ledger.Integrity() == "ok", ledger.Integrity);
        foreach (var delivery in ledger.Deliveries())
        {
            var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            tally.Expect(arrived == 1 && delivery.State == Ledger.Delivered, () => $"{delivery.PublicId}: state {delivery.State}, arrived {arrived} times");
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Lost += arrived > 0 ? 0 : 1;
            tally.Duplicated += arrived > 1 ? 1 : 0;
        }
    }
}
