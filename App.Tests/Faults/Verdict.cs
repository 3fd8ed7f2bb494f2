using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>What the driver found: figures for people, and everything that must not be.</summary>
internal sealed class Verdict
{
    // What one lane may have under way at once: with its receiver, or answered and going on record.
    private const int Breadth = 64;

    private readonly List<string> wrong = [];

    public IReadOnlyList<string> Wrong => wrong;

    public string Figures { get; private set; } = "";

    /// <summary>The same for the report of all faults.</summary>
    public Tally Tally { get; } = new(FaultKind.ApiKill);

    public static Verdict Of(Ledger ledger, CountingReceiver receiver, List<Change> changes, List<Life> lives)
    {
        var verdict = new Verdict();
        var events = ledger.Events();
        var deliveries = ledger.Deliveries();
        verdict.Expect(ledger.Integrity() == "ok", () => $"integrity_check: {ledger.Integrity()}");
        verdict.Expect(ledger.Dangling() == 0, () => "foreign_key_check found rows");
        verdict.Expect(receiver.BadSignatures == 0, () => $"{receiver.BadSignatures} signatures do not verify");
        foreach (var (task, version, grown) in ledger.Versions().Where(t => t.Version != t.Grown))
        {
            verdict.wrong.Add($"task {task} has version {version} and {grown} events");
        }

        verdict.JudgeChanges(changes, events);
        verdict.JudgeFanOut(ledger.Webhooks(), events, deliveries);
        foreach (var delivery in deliveries)
        {
            verdict.JudgeDelivery(delivery, receiver);
        }

        var repeated = verdict.JudgeRepeats(receiver, lives);
        verdict.JudgeOrder(deliveries, receiver);
        verdict.Sum(changes, events, deliveries, receiver, lives, repeated);
        return verdict;
    }

    /// <summary>Every acknowledged change has its event, once; what has an event without an acknowledgement was at least asked for.</summary>
    private void JudgeChanges(List<Change> changes, List<EventRow> events)
    {
        var rows = events.Where(e => !e.Type.StartsWith("project", StringComparison.Ordinal)).ToLookup(e => e.Key, StringComparer.Ordinal);
        var asked = changes.Select(change => change.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.Acknowledged))
        {
            var found = rows[change.Key].ToList();
            Expect(found.Count == 1, () => $"acknowledged, but {found.Count} events: {change.Key}");
            Expect(found.Count == 0 || change.Id is null || found[0].ObjectId == change.Id, () => $"another object's event: {change.Key}");
        }

        foreach (var stray in rows.Where(row => row.Count() > 1 || !asked.Contains(row.Key)))
        {
            wrong.Add($"{stray.Count()} events that nobody asked for: {stray.Key}");
        }
    }

    /// <summary>Every webhook has one delivery of each event, numbered without a gap in the order of the events.</summary>
    private void JudgeFanOut(List<long> webhooks, List<EventRow> events, List<DeliveryRow> deliveries)
    {
        foreach (var webhook in webhooks)
        {
            var own = deliveries.Where(d => d.WebhookId == webhook).ToList();
            Expect(own.Select(d => d.EventId).SequenceEqual(events.Select(e => e.Id)), () => $"web hook {webhook}: {own.Count} deliveries of {events.Count} events");
            Expect(own.Select(d => d.Sequence).SequenceEqual(Enumerable.Range(1, own.Count).Select(n => (long)n)), () => $"web hook {webhook}: a gap in its numbers");
        }
    }

    /// <summary>Delivered, every attempt on record, the last one alone a success, and nothing sent after it.</summary>
    private void JudgeDelivery(DeliveryRow delivery, CountingReceiver receiver)
    {
        var numbers = delivery.Attempts.Select(a => a.Number).ToList();
        Expect(delivery.State == Ledger.Delivered, () => $"{delivery.PublicId} is in state {delivery.State}");
        Expect(numbers.SequenceEqual(Enumerable.Range(1, (int)delivery.AttemptsCount).Select(n => (long)n)),
            () => $"{delivery.PublicId}: attempts {string.Join(',', numbers)} of {delivery.AttemptsCount}");
        Expect(delivery.Attempts.Count > 0 && delivery.Attempts[^1].Error is null && delivery.Attempts.SkipLast(1).All(a => a.Error is not null),
            () => $"{delivery.PublicId}: errors {string.Join(',', delivery.Attempts.Select(a => a.Error ?? "none"))}");
        var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.ToList() ?? [];
        Expect(arrived.Any(a => a.Accepted), () => $"{delivery.PublicId} never arrived");
        Expect(arrived.All(a => a.Attempt <= delivery.AttemptsCount), () => $"{delivery.PublicId}: an attempt that is not on record");
        foreach (var attempt in delivery.Attempts)
        {
            var last = arrived.LastOrDefault(a => a.Attempt == attempt.Number);
            Expect(last is not null && (last.Accepted == attempt.Error is null), () => $"{delivery.PublicId}: attempt {attempt} is not what arrived: {last}");
        }
    }

    /// <summary>An attempt that arrived twice was in flight when the hub was killed: its first arrival stands in the killed life's last moments.</summary>
    private (int Repeated, TimeSpan Oldest) JudgeRepeats(CountingReceiver receiver, List<Life> lives)
    {
        var repeated = 0;
        var oldest = TimeSpan.Zero;
        var cut = new Dictionary<(int Life, string Hook), int>();
        foreach (var (id, arrivals) in receiver.Arrivals)
        {
            foreach (var attempt in arrivals.GroupBy(a => a.Attempt))
            {
                var all = attempt.OrderBy(a => a.Number).ToList();
                foreach (var (first, second) in all.Zip(all.Skip(1)))
                {
                    repeated++;
                    cut[(first.Life, first.Hook)] = cut.GetValueOrDefault((first.Life, first.Hook)) + 1;
                    Expect(second.Life > first.Life, () => $"{id}: attempt {attempt.Key} was sent twice in one life");
                    var age = lives[first.Life].KilledAt - first.At ?? TimeSpan.MaxValue;
                    oldest = age > oldest ? age : oldest;
                }
            }
        }

        foreach (var ((life, hook), count) in cut.Where(each => each.Value > Breadth))
        {
            wrong.Add($"life {life} left {count} attempts of {hook} unrecorded, and no more than {Breadth} were under way");
        }

        return (repeated, oldest);
    }

    /// <summary>Where nothing fails, the changes of one object arrive in their order.</summary>
    private void JudgeOrder(List<DeliveryRow> deliveries, CountingReceiver receiver)
    {
        foreach (var group in deliveries.GroupBy(d => (d.WebhookId, d.Object)))
        {
            var last = 0;
            foreach (var delivery in group)
            {
                if (receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.FirstOrDefault() is { } first && first.Hook != CountingReceiver.Moody)
                {
                    Expect(first.Number > last, () => $"{delivery.PublicId} of {group.Key} was overtaken");
                    last = first.Number;
                }
            }
        }
    }

    private void Sum(
        List<Change> changes, List<EventRow> events, List<DeliveryRow> deliveries, CountingReceiver receiver, List<Life> lives,
        (int Repeated, TimeSpan Oldest) repeats)
    {
        // From listening, because the rest is the start of a process on a busy machine.
        var dues = receiver.Arrivals.Values.SelectMany(a => a).GroupBy(a => a.Life)
            .Select(life => (life.Min(a => a.At) - lives[life.Key].ListeningAt)?.TotalMilliseconds).OfType<double>().Select(ms => Math.Max(0, ms)).Order().ToList();
        var firsts = receiver.Arrivals.Values.SelectMany(a => a).GroupBy(a => a.Life)
            .Select(life => (life.Min(a => a.At) - lives[life.Key].StartedAt).TotalMilliseconds).Order().ToList();
        var listens = lives.Select(life => (life.ListeningAt - life.StartedAt)?.TotalMilliseconds).OfType<double>().Order().ToList();
        var lost = deliveries.Count(d => !(receiver.Arrivals.GetValueOrDefault(d.PublicId)?.Any(a => a.Accepted) ?? false));
        var twice = receiver.Arrivals.Count(each => each.Value.Count(a => a.Accepted) > 1);
        foreach (var each in lives.Where(life => life.KilledAt is not null))
        {
            Tally.Judged();
        }

        (Tally.Acknowledged, Tally.Delivered, Tally.Lost, Tally.Duplicated) = (changes.Count(c => c.Acknowledged), deliveries.Count - lost, lost, twice);
        Tally.Note = string.Create(CultureInfo.InvariantCulture, $"a restarted hub listens after {listens[listens.Count / 2]:0} ms (median), and what is due leaves {dues[dues.Count / 2]:0} ms after that (longest {dues[^1]:0} ms)");
        wrong.ForEach(what => Tally.Expect(false, () => what));
        Figures = string.Create(CultureInfo.InvariantCulture, $"""
            kills                        {lives.Count(life => life.KilledAt is not null)}
            changes acknowledged         {changes.Count(c => c.Acknowledged)} (and {changes.Count(c => !c.Acknowledged)} without an answer)
            events                       {events.Count}
            deliveries                   {deliveries.Count}, attempts on record {deliveries.Sum(d => d.Attempts.Count)}, requests received {receiver.Count}
            lost                         {lost}
            accepted more than once      {twice} deliveries
            attempts cut off by a kill   {repeats.Repeated}, the oldest had arrived {repeats.Oldest.TotalMilliseconds:0} ms before
            start to listening           median {listens[listens.Count / 2]:0} ms, longest {listens[^1]:0} ms
            start to first delivery      median {firsts[firsts.Count / 2]:0} ms, longest {firsts[^1]:0} ms
            wrong                        {wrong.Count}
            """);
    }

    private void Expect(bool holds, Func<string> what)
    {
        if (!holds)
        {
            wrong.Add(what());
        }
    }
}
