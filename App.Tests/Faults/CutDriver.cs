using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>
/// Cuts a delivering process off at chosen moments, over and over on one database: it dies with signal 9 at a statement, or its receiver has it
/// killed. Between two lives the files are read as the dead process left them.
/// </summary>
internal sealed class CutDriver : IAsyncDisposable
{
    private const int ChangesInALife = 12;
    private const string Disabled = "a";

    // These get the whole event, with its text.
    private const string LargeB = "b";
    private const string LargeD = "d";

    private readonly string folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
    private readonly CountingReceiver receiver;
    private readonly Dictionary<FaultKind, Tally> tallies = [];
    private readonly Dictionary<long, Tally> makers = [];
    private readonly HashSet<long> acknowledged = [];
    private readonly Dictionary<string, int> repeats = new(StringComparer.Ordinal);
    private readonly Random random = new(11);
    private KillableHub hub;
    private long task;

    private CutDriver(CountingReceiver receiver)
    {
        this.receiver = receiver;
        hub = Start();
    }

    public IEnumerable<Tally> Tallies => tallies.Values;

    /// <summary>Starts the first life, with four webhooks.</summary>
    public static async Task<CutDriver> StartAsync()
    {
        var driver = new CutDriver(await CountingReceiver.StartAsync(DeliveryHub.Secret));
        await driver.hub.ReadyAsync();
        foreach (var webhook in (string[])[$"Redbooth {Disabled}", $"Full {LargeB}", "Redbooth c", $"Full {LargeD}"])
        {
            var words = webhook.Split(' ');
            await driver.hub.AskAsync($"webhook {words[0]} {driver.receiver.Url}{words[1]}", "webhook");
        }

        return driver;
    }

    /// <summary>Cuts this life off, judges what it left behind, and lets the next one finish it.</summary>
    public async Task CutAsync(CutMoment moment)
    {
        if (!tallies.TryGetValue(moment.Kind, out var tally))
        {
            tallies[moment.Kind] = tally = new Tally(moment.Kind);
        }

        await ArmAsync(moment);
        for (var i = 0; i < ChangesInALife; i++)
        {
            makers[++task] = tally;
            hub.Create(task, moment.Kind == FaultKind.SendKill ? 60_000 : 0);
        }

        tally.Expect(await hub.EndedAsync() == KillableHub.Killed, () => $"{moment}: it ended by itself: {hub.Log}");
        await receiver.QuietAsync();
        acknowledged.UnionWith(hub.Acknowledged.Keys);
        tally.Acknowledged += hub.Acknowledged.Count;
        JudgeRemains(moment, tally);

        (receiver.Accepts, receiver.Holds, receiver.Drops) = (null, null, null);
        receiver.Life++;
        hub.Dispose();
        hub = Start();
        await hub.ReadyAsync();
        await hub.AskAsync("enable", "enabled");
        tally.Expect(await hub.AskAsync("drain", "drained") == "drained True", () => $"{moment}: the next life does not finish it");
        tally.Judged();
    }

    /// <summary>Ends the last life in order and judges the whole.</summary>
    public async Task EndAsync()
    {
        var any = tallies.Values.First();
        any.Expect(await hub.StopAsync() == 0, () => $"The last life did not end in order: {hub.Log}");
        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        any.Expect(ledger.Integrity() == "ok", () => $"integrity_check: {ledger.Integrity()}");
        any.Expect(ledger.Dangling() == 0, () => "foreign_key_check found rows");
        any.Expect(receiver.BadSignatures == 0, () => $"{receiver.BadSignatures} signatures do not verify");
        JudgeRows(ledger, task => makers[task]);
        foreach (var delivery in ledger.Deliveries())
        {
            JudgeDelivery(delivery, makers[TaskOf(delivery)]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        hub.Dispose();
        await receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static long TaskOf(DeliveryRow delivery) => long.Parse(delivery.Object.Split(' ')[1], CultureInfo.InvariantCulture);

    private KillableHub Start() => KillableHub.Start(folder, ["--TaskHub:Webhooks:DisableAfter", "4"]);

    private async Task ArmAsync(CutMoment moment)
    {
        var passes = moment.Kind == FaultKind.DisableKill ? 1 : random.Next(1, moment.Kind == FaultKind.RetryKill ? 3 : 5);
        if (moment.Point is { } point)
        {
            await hub.AskAsync($"arm {point} {passes}", "armed");
        }

        receiver.Accepts =
            moment.Kind == FaultKind.RetryKill ? (_, attempt) => attempt > 1
            : moment.Kind == FaultKind.DisableKill ? (path, _) => path != Disabled
            : null;
        var (living, left) = (hub, passes);
        if (moment.Kind == FaultKind.SendKill)
        {
            receiver.Drops = path =>
            {
                if (path is not (LargeB or LargeD))
                {
                    return false;
                }

                var now = Interlocked.Decrement(ref left);
                if (now == 0)
                {
                    living.Strike();
                }

                return now <= 0;
            };
        }
        else if (moment.Kind == FaultKind.AnswerKill)
        {
            receiver.Holds = _ =>
            {
                var now = Interlocked.Decrement(ref left);
                if (now == 0)
                {
                    living.Strike();
                }

                return now <= 0 ? new TaskCompletionSource().Task : Task.CompletedTask;
            };
        }
    }

    /// <summary>Reads a copy of the files, so that the next life still finds them as they were left.</summary>
    private void JudgeRemains(CutMoment moment, Tally tally)
    {
        var copy = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
        foreach (var file in Directory.GetFiles(folder, "taskhub.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        using (var ledger = new Ledger(Path.Combine(copy, "taskhub.db")))
        {
            tally.Expect(ledger.Integrity() == "ok", () => $"{moment}: integrity_check: {ledger.Integrity()}");
            JudgeRows(ledger, _ => tally);
            var unrecorded = 0;
            foreach (var delivery in ledger.Deliveries().Where(d => d.State != Ledger.Delivered))
            {
                if (receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Any(a => a.Accepted && a.Life == receiver.Life) == true)
                {
                    unrecorded++;
                    repeats[delivery.PublicId] = repeats.GetValueOrDefault(delivery.PublicId) + 1;
                }
            }

            JudgeMoment(moment, tally, ledger, unrecorded);
        }

        Directory.Delete(copy, recursive: true);
    }

    /// <summary>Whether it died where it was meant to: a driver that misses its moment proves nothing.</summary>
    private void JudgeMoment(CutMoment moment, Tally tally, Ledger ledger, int unrecorded)
    {
        var own = ledger.Events().Count(e => makers[e.ObjectId] == tally && e.ObjectId > task - ChangesInALife);
        tally.Expect(
            moment switch
            {
                { Point: KillPoint.ChangeUncommitted } => own == hub.Acknowledged.Count && own < ChangesInALife,
                { Point: KillPoint.ChangeCommitted } => own == hub.Acknowledged.Count + 1,
                { Point: KillPoint.ClaimCommitted } => ledger.Leased() > 0,
                { Point: KillPoint.RecordUncommitted } when moment.Kind == FaultKind.RecordKill => unrecorded > 0,
                { Point: KillPoint.RecordCommitted } when moment.Kind == FaultKind.RetryKill => ledger.InState(Ledger.Retrying) > 0,
                { Point: KillPoint.DisableCommitted } => ledger.InState(Ledger.Held) > 0,
                { Point: KillPoint.DisableUncommitted } => ledger.InState(Ledger.Held) == 0,
                { Kind: var kind } when kind == FaultKind.AnswerKill => unrecorded > 0,
                _ => ledger.InState(Ledger.Delivered) < ledger.DeliveryIds().Count,
            },
            () => $"{moment}: missed: {own} events, {hub.Acknowledged.Count} acknowledged, {unrecorded} unrecorded, {ledger.Leased()} leased");
    }

    /// <summary>What was acknowledged is there, and each event has one delivery for each webhook, numbered without a gap.</summary>
    private void JudgeRows(Ledger ledger, Func<long, Tally> tallyOf)
    {
        var events = ledger.Events();
        var known = events.Select(e => e.ObjectId).ToHashSet();
        foreach (var missing in acknowledged.Where(id => !known.Contains(id)))
        {
            tallyOf(missing).Lost++;
            tallyOf(missing).Expect(false, () => $"task {missing} was acknowledged and has no event");
        }

        if (events.Count == 0)
        {
            return;
        }

        var tally = tallyOf(events[0].ObjectId);
        tally.Expect(known.SetEquals(ledger.Tasks()), () => "tasks without their event, or events without their task");
        foreach (var webhook in ledger.Webhooks())
        {
            var own = ledger.Deliveries().Where(d => d.WebhookId == webhook).ToList();
            tally.Expect(own.Select(d => d.EventId).SequenceEqual(events.Select(e => e.Id)), () => $"web hook {webhook}: {own.Count} deliveries of {events.Count} events");
            tally.Expect(own.Select(d => d.Sequence).SequenceEqual(Enumerable.Range(1, own.Count).Select(n => (long)n)), () => $"web hook {webhook}: a gap");
        }
    }

    private void JudgeDelivery(DeliveryRow delivery, Tally tally)
    {
        var accepted = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count(a => a.Accepted) ?? 0;
        var arrived = delivery.State == Ledger.Delivered && accepted > 0;
        tally.Delivered += arrived ? 1 : 0;
        tally.Lost += arrived ? 0 : 1;
        tally.Duplicated += accepted > 1 ? 1 : 0;
        tally.Expect(arrived, () => $"{delivery.PublicId}: state {delivery.State}, accepted {accepted} times");
        tally.Expect(accepted == 1 + repeats.GetValueOrDefault(delivery.PublicId),
            () => $"{delivery.PublicId} was accepted {accepted} times; {repeats.GetValueOrDefault(delivery.PublicId)} times it was in flight when its life ended");
        tally.Expect(delivery.Attempts.Select(a => a.Number).SequenceEqual(Enumerable.Range(1, (int)delivery.AttemptsCount).Select(n => (long)n)),
            () => $"{delivery.PublicId}: attempts {string.Join(',', delivery.Attempts)} of {delivery.AttemptsCount}");
    }
}
