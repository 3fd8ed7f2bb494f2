using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>What an attempt makes of its delivery and its webhook: the rules of the contract's section 6, in one place.</summary>
internal sealed class Settlement(IOptions<WebhookOptions> options, TimeProvider time)
{
    private const int Gone = 410;

    /// <summary>So often the hub tries to make a request of a delivery before it gives it up.</summary>
    private const int MostUnprepared = 3;

    /// <summary>
    /// Saves a batch, in the order in which the attempts ended, and returns the webhooks that are well after it.
    /// </summary>
    public IReadOnlySet<long> Apply(LedgerRows rows, ISet<string> topics, IReadOnlyList<Recorder.Entry> batch)
    {
        var now = time.GetUtcNow();
        var webhooks = new Dictionary<long, Webhook>();
        foreach (var entry in batch)
        {
            if (entry.Attempt is not { } attempt)
            {
                rows.Lease(entry.DeliveryId, null);
            }
            else if (attempt.Outcome.IsSuccess)
            {
                // What became of the delivery meanwhile changes nothing: the receiver took it. So its row need not be read first.
                var claimed = entry.Claimed!;
                if (rows.Deliver(claimed.Id, attempt.Outcome.StatusCode, now))
                {
                    rows.Add(attempt.ToRow(claimed.Id, claimed.WebhookId, claimed.AttemptsCount + 1, claimed.ByHand));
                    Succeed(Find(rows, webhooks, claimed.WebhookId), attempt, now);
                }
            }
            else if (rows.Delivery(entry.DeliveryId) is { } delivery)
            {
                var webhook = Find(rows, webhooks, delivery.WebhookId);
                rows.Add(attempt.ToRow(delivery.Id, delivery.WebhookId, delivery.AttemptsCount + 1, delivery.ByHand));
                var reason = Settle(webhook, delivery, attempt, now);
                delivery.LeaseUntil = null;
                rows.Save(delivery);
                if (reason is { } why)
                {
                    WebhookStates.MarkDisabled(webhook, why, note: null, now);
                    rows.Hold(webhook.Id);
                    rows.AddVersion(webhook, now);
                    rows.AuditDisabling(
                        webhook, now, WebhooksText.TheHub, Acts.WebhookDisabled, WebhookAccess.HostOf(webhook.Url), SubscriptionTexts.DisabledBecause(why, webhook.Errors));
                }
            }
        }

        foreach (var webhook in webhooks.Values)
        {
            rows.Save(webhook);
            WebhookStates.Signal(topics, webhook);
        }

        return webhooks.Values.Where(w => IsWell(w, now)).Select(w => w.Id).ToHashSet();
    }

    private static Webhook Find(LedgerRows rows, Dictionary<long, Webhook> webhooks, long id)
    {
        if (!webhooks.TryGetValue(id, out var webhook))
        {
            webhooks[id] = webhook = rows.Webhook(id)!;
        }

        return webhook;
    }

    private static void Succeed(Webhook webhook, SentAttempt attempt, DateTimeOffset now)
    {
        webhook.LastAttemptAt = attempt.StartedAt;
        webhook.Errors = 0;
        webhook.NotBefore = null;
        webhook.LastSuccessAt = now;
    }

    private static bool IsWell(Webhook webhook, DateTimeOffset now) => webhook is { Enabled: true, Errors: 0 } && !(webhook.NotBefore > now);

    /// <summary>What a failure makes of them. Returns why the webhook must be disabled now, if it must.</summary>
    private DisabledReason? Settle(Webhook webhook, Delivery delivery, SentAttempt attempt, DateTimeOffset now)
    {
        delivery.AttemptsCount++;
        delivery.RoundAttempts++;
        delivery.ByHand = false;
        delivery.LastStatusCode = attempt.Outcome.StatusCode;
        delivery.LastError = attempt.Outcome.Error.WireName();
        webhook.LastAttemptAt = attempt.StartedAt;
        // What the hub itself cannot prepare says nothing about the receiver, so it neither counts nor keeps the others waiting.
        var isOurs = attempt.Outcome.Error == AttemptError.Internal;
        var reason = isOurs ? null : Count(webhook, attempt, now);
        if (!isOurs)
        {
            Postpone(webhook, attempt, now);
        }

        Plan(webhook, delivery, attempt, now, held: reason is not null);
        return reason;
    }

    /// <summary>Attempts that fail side by side are one observation of the receiver, so they count as one error, not as errors in a row.</summary>
    private DisabledReason? Count(Webhook webhook, SentAttempt attempt, DateTimeOffset now)
    {
        if (!webhook.Enabled)
        {
            return null;
        }

        if (!WasUnderWay(attempt, webhook))
        {
            webhook.Errors++;
            webhook.LastErrorAt = now;
        }

        return attempt.Outcome.StatusCode == Gone ? DisabledReason.Gone
            : webhook.Errors >= options.Value.DisableAfter ? DisabledReason.Errors
            : null;
    }

    /// <summary>
    /// Whether an attempt had begun before the last error was recorded. No attempt lasts longer than its deadline, so a clock that was set
    /// back does not hide errors for long.
    /// </summary>
    private bool WasUnderWay(SentAttempt attempt, Webhook webhook) =>
        webhook.Errors > 0 && webhook.LastErrorAt - attempt.StartedAt is { } before
        && before > TimeSpan.Zero && before < options.Value.Timeout * 2;

    /// <summary>
    /// The first error may be the event's own, so another event may be tried at once, alone; from the second on the webhook itself waits, one
    /// step behind the count, so that this second opinion does not make a short outage longer.
    /// </summary>
    private void Postpone(Webhook webhook, SentAttempt attempt, DateTimeOffset now)
    {
        var wait = webhook.Errors >= 2 ? Step(webhook.Errors - 1) : TimeSpan.Zero;
        wait = attempt.Outcome.RetryAfter is { } asked && asked > wait ? asked : wait;
        if (wait > TimeSpan.Zero && !(webhook.NotBefore > now + wait))
        {
            webhook.NotBefore = now + wait;
        }
    }

    private void Plan(Webhook webhook, Delivery delivery, SentAttempt attempt, DateTimeOffset now, bool held)
    {
        delivery.NextAttemptAt = null;
        if (webhook.DeletedAt is not null || delivery.State == DeliveryState.Canceled)
        {
            delivery.State = DeliveryState.Canceled;
        }
        else if (held || !webhook.Enabled)
        {
            delivery.State = DeliveryState.Held;
        }
        else if (delivery.RoundAttempts > options.Value.RetrySchedule.Count
            || (attempt.Outcome.Error == AttemptError.Internal && delivery.RoundAttempts >= MostUnprepared))
        {
            delivery.State = DeliveryState.Failed;
        }
        else
        {
            var wait = Step(delivery.RoundAttempts);
            wait = attempt.Outcome.RetryAfter is { } asked && asked > wait ? asked : wait;
            delivery.State = DeliveryState.Retrying;
            delivery.NextAttemptAt = now + wait;
        }
    }

    /// <summary>The waiting time after the <paramref name="errors"/>-th error, with 20 % of jitter either way; past the end the last step repeats.</summary>
    private TimeSpan Step(int errors)
    {
        var schedule = options.Value.RetrySchedule;
        var step = schedule[Math.Min(errors, schedule.Count) - 1];
        return step * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }
}
