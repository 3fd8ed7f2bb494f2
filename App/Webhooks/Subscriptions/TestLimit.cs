using System.Collections.Concurrent;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>
/// How often one person may have one webhook tested: a test makes the hub post to an address that somebody typed, so it must not become a
/// way to knock at doors or to overrun a receiver. A test that enabled its webhook does not count, or switching it off and on would.
/// </summary>
internal sealed class TestLimit(TimeProvider time)
{
    public const int PerMinute = 10;

    // So many pairs are kept before those that are at rest are forgotten.
    private const int Kept = 1000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(long Person, long Webhook), List<long>> tests = new();

    /// <summary>Counts a test. Null when it may be sent, else why not, and how long to wait.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="count">How many requests it is.</param>
    public Failure? Take(Actor actor, long webhookId, int count = 1)
    {
        Forget();
        var sent = tests.GetOrAdd((actor.UserId, webhookId), _ => []);
        lock (sent)
        {
            sent.RemoveAll(at => time.GetElapsedTime(at) >= Minute);
            if (sent.Count + count > PerMinute)
            {
                var wait = Minute - time.GetElapsedTime(sent[sent.Count + count - PerMinute - 1]);
                return Failure.TooMany(SubscriptionTexts.TooManyTests(wait), wait);
            }

            sent.AddRange(Enumerable.Repeat(time.GetTimestamp(), count));
            return null;
        }
    }

    /// <summary>The test that was counted last does not count.</summary>
    public void GiveBack(Actor actor, long webhookId)
    {
        if (tests.TryGetValue((actor.UserId, webhookId), out var sent))
        {
            lock (sent)
            {
                sent.RemoveRange(Math.Max(0, sent.Count - 1), Math.Min(1, sent.Count));
            }
        }
    }

    private void Forget()
    {
        if (tests.Count < Kept)
        {
            return;
        }

        foreach (var (pair, sent) in tests)
        {
            lock (sent)
            {
                if (sent.TrueForAll(at => time.GetElapsedTime(at) >= Minute))
                {
                    tests.TryRemove(pair, out _);
                }
            }
        }
    }
}
