using System.Globalization;
using System.Text.Json.Serialization;

namespace TaskHub.Webhooks;

/// <summary>A delivery as the API shows it (contract, section 3), and beside it what the pages need.</summary>
public sealed record DeliveryView
{
#pragma warning disable CA1822 // The serializer reads it.
    public string Type => "Delivery";
#pragma warning restore CA1822

    public required string Id { get; init; }
    public required long WebHookId { get; init; }

    /// <summary>Its place among all deliveries of its webhook, without a gap; <c>webhook-sequence</c> in its requests.</summary>
    public required long Sequence { get; init; }

    public required string Event { get; init; }
    public required string ObjectType { get; init; }
    public required string ObjectId { get; init; }
    public required DeliveryState State { get; init; }
    public required int AttemptsCount { get; init; }

    /// <summary>When the next attempt is planned; null when none is, or when it is due at once.</summary>
    public required DateTimeOffset? NextAttemptAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its bodies were expunged, if they were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ExpungedAt { get; init; }

    /// <summary>Who expunged them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ExpungedById { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    /// <summary>Its place in the order of events, by which lists go on.</summary>
    [JsonIgnore]
    public long Position { get; init; }

    /// <summary>What the object was called when the event happened.</summary>
    [JsonIgnore]
    public string? ObjectName { get; init; }

    /// <summary>The event's id, for those who ask what became of it elsewhere; null in lists.</summary>
    [JsonIgnore]
    public string? EventId { get; init; }

    /// <summary>What the person did who caused its event; null in lists.</summary>
    [JsonIgnore]
    public Why.EventCause? Cause { get; init; }

    /// <summary>The name of whoever expunged them, while the hub knows it.</summary>
    [JsonIgnore]
    public string? ExpungedBy { get; init; }

    [JsonIgnore]
    public int? LastStatusCode { get; init; }

    [JsonIgnore]
    public string? LastError { get; init; }

    /// <summary>What its last attempt that failed was answered, and how it failed, mended since or not.</summary>
    [JsonIgnore]
    public int? FailedStatusCode { get; init; }

    [JsonIgnore]
    public string? FailedError { get; init; }

    [JsonIgnore]
    public int? LastDurationMs { get; init; }

    [JsonIgnore]
    public bool IsUnderWay { get; init; }

    internal static DeliveryView Of(Delivery delivery, Webhook webhook, DateTimeOffset now) => new()
    {
        Id = delivery.PublicId,
        WebHookId = delivery.WebhookId,
        Sequence = delivery.Sequence,
        Event = delivery.EventType,
        ObjectType = delivery.ObjectType,
        ObjectId = delivery.ObjectId.ToString(CultureInfo.InvariantCulture),
        State = delivery.State,
        AttemptsCount = delivery.AttemptsCount,
        NextAttemptAt = Next(delivery, webhook.NotBefore),
        CreatedAt = delivery.CreatedAt,
        EventId = delivery.Event?.PublicId,
        ExpungedAt = delivery.ExpungedAt,
        ExpungedById = delivery.ExpungedById,
        Position = delivery.Id,
        LastStatusCode = delivery.LastStatusCode,
        LastError = delivery.LastError,
        FailedStatusCode = delivery.FailedStatusCode,
        FailedError = delivery.FailedError,
        IsUnderWay = delivery.NextAttemptAt is not null && delivery.LeaseUntil > now,
    };

    // A webhook that is left alone for a while keeps all its deliveries waiting but those that were asked for by hand.
    private static DateTimeOffset? Next(Delivery delivery, DateTimeOffset? notBefore)
    {
        if (delivery.NextAttemptAt is not { } own)
        {
            return null;
        }

        var next = delivery.ByHand || notBefore is not { } later || own > later ? own : later;
        return next == Delivery.AtOnce ? null : next;
    }
}
