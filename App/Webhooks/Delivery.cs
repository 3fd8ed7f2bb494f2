using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>The state of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its first attempt.</summary>
    Pending = 0,

    /// <summary>Has failed attempts and waits for the next.</summary>
    Retrying = 1,

    /// <summary>Waits for its webhook to be enabled.</summary>
    Held = 2,

    Delivered = 3,

    /// <summary>Failed for good; it can be redelivered by hand.</summary>
    Failed = 4,

    Canceled = 5,
}

/// <summary>One event on its way to one webhook. The rows that are pending or retrying are the queue.</summary>
public sealed class Delivery
{
    /// <summary>Grows in the order of events.</summary>
    public long Id { get; init; }

    /// <summary>The id that receivers know (<c>webhook-id</c>), the same over all attempts and redeliveries, and unique for ever.</summary>
    public required string PublicId { get; init; }

    /// <summary>Its place among all deliveries of its webhook, without a gap: a receiver can prove that it missed nothing.</summary>
    public long Sequence { get; init; }

    public long OrganizationId { get; init; }
    public long WebhookId { get; init; }
    public long EventId { get; init; }
    public Event? Event { get; init; }
    public required string EventType { get; init; }
    public required string ObjectType { get; init; }
    public long ObjectId { get; init; }
    public DeliveryState State { get; set; }

    /// <summary>What it was before somebody asked for it again; null once that attempt has been made, or where nobody asked.</summary>
    public DeliveryState? StateBefore { get; set; }

    /// <summary>All attempts ever made.</summary>
    public int AttemptsCount { get; set; }

    /// <summary>Attempts since it was created, released or redelivered; the schedule counts these.</summary>
    public int RoundAttempts { get; set; }

    /// <summary>Due since ever: before any retry, in the order of events, and whatever a clock that jumps says.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;

    /// <summary>When it is due: set while it is pending (<see cref="AtOnce"/>) or retrying, and null in every other state.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Someone asked for the next attempt by hand: it goes out even while the webhook waits.</summary>
    public bool ByHand { get; set; }

    /// <summary>Claimed by a dispatcher until this time; a lapsed lease is free again.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    public int? LastStatusCode { get; set; }
    public string? LastError { get; set; }

    /// <summary>What its last attempt that failed was answered, also after a later one succeeded: an outage is found when it is over, too.</summary>
    public int? FailedStatusCode { get; set; }

    /// <summary>How that attempt failed; null when none did.</summary>
    public string? FailedError { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When the bodies of its attempts were expunged; null while they are there. It cannot be sent any more then.</summary>
    public DateTimeOffset? ExpungedAt { get; set; }

    /// <summary>Who expunged them.</summary>
    public long? ExpungedById { get; set; }

    /// <summary>Whether it is to leave, now, later, or once its webhook is enabled.</summary>
    public bool Waits => NextAttemptAt is not null || State == DeliveryState.Held;

    /// <summary>Has one that waits leave no more; one that only waits to be sent again is what it was before.</summary>
    public void GiveUp()
    {
        State = StateBefore is DeliveryState.Delivered or DeliveryState.Failed ? StateBefore.Value : DeliveryState.Canceled;
        (StateBefore, NextAttemptAt, ByHand) = (null, null, false);
    }

    /// <summary>The id of the event that a delivery's id names.</summary>
    public static string EventIdOf(string publicId) => $"evt_{publicId.AsSpan(4, Math.Max(4, publicId.LastIndexOf('_')) - 4)}";

    public static string PublicIdOf(Event e, long webhookId) => $"dlv_{e.PublicId.AsSpan(4)}_{webhookId}";
}
