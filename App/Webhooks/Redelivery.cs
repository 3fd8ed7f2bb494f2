namespace TaskHub.Webhooks;

/// <summary>What a redelivery is doing.</summary>
public enum RedeliveryState
{
    Running = 0,
    Finished = 1,

    /// <summary>By a person, or because its webhook was deleted.</summary>
    Stopped = 2,

    /// <summary>By a person, until a person resumes it.</summary>
    Paused = 3,
}

/// <summary>
/// A set of deliveries on their way again, a batch at a time: the row remembers how far it is, so that it survives a restart and can be
/// watched and stopped. What it has not come to yet is untouched.
/// </summary>
public sealed class Redelivery
{
    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public long WebhookId { get; init; }
    public long CreatedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Which deliveries: a <see cref="DeliveryFilter"/> as JSON.</summary>
    public required string Filter { get; init; }

    /// <summary>The newest delivery when it began; what came later is not for it.</summary>
    public long LastDeliveryId { get; init; }

    /// <summary>How many deliveries the filter found when it began.</summary>
    public int Total { get; init; }

    /// <summary>It has come to all deliveries up to this one.</summary>
    public long Cursor { get; set; }

    /// <summary>How many it has handed to the webhook's queue.</summary>
    public int Queued { get; set; }

    public RedeliveryState State { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}
