using TaskHub.Events;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>Reads rows of the ledger's statements, column by column in their order.</summary>
internal static class LedgerRow
{
    // What a damaged row says beyond these would keep every other row of its webhook from being read.
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static Webhook Webhook(LedgerReader row) => new()
    {
        Id = row.GetInt64(0),
        OrganizationId = row.GetInt64(1),
        Url = row.GetString(2),
        Format = (WebhookFormat)row.GetInt32(3),
        HttpUser = Text(row, 4),
        HttpPassword = Text(row, 5),
        Headers = Text(row, 6),
        Secret = row.GetString(7),
        PreviousSecret = Text(row, 8),
        PreviousSecretUntil = TimeAt(row, 9),
        Enabled = row.GetBoolean(10),
        EnabledAt = TimeAt(row, 11),
        DisabledReason = (DisabledReason?)Number(row, 12),
        DisabledAt = TimeAt(row, 13),
        DisabledNote = Text(row, 14),
        Errors = row.GetInt32(15),
        LastErrorAt = TimeAt(row, 16),
        LastAttemptAt = TimeAt(row, 17),
        LastSuccessAt = TimeAt(row, 18),
        NotBefore = TimeAt(row, 19),
        StrictOrder = row.GetBoolean(20),
        RatePerMinute = Number(row, 21),
        CreatedAt = TimeAt(row, 22) ?? default,
        UpdatedAt = TimeAt(row, 23) ?? default,
        DeletedAt = TimeAt(row, 24),
    };

    public static Delivery Delivery(LedgerReader row) => Delivery(row, null);

    public static Delivery DeliveryWithEvent(LedgerReader row) => Delivery(row, row.IsDBNull(19) ? null : new Event
    {
        Id = row.GetInt64(5),
        PublicId = row.GetString(19),
        OrganizationId = row.GetInt64(3),
        ProjectId = row.GetInt64(20),
        TaskId = row.IsDBNull(21) ? null : row.GetInt64(21),
        Type = row.GetString(6),
        ObjectType = row.GetString(7),
        ObjectId = row.GetInt64(8),
        ActorId = row.GetInt64(22),
        Data = row.GetString(23),
        OccurredAt = TimeAt(row, 24) ?? default,
        TraceParent = Text(row, 25),
    });

    public static DateTimeOffset? Time(LedgerReader row) => TimeAt(row, 0);

    private static Delivery Delivery(LedgerReader row, Event? e) => new()
    {
        Id = row.GetInt64(0),
        PublicId = row.GetString(1),
        Sequence = row.GetInt64(2),
        OrganizationId = row.GetInt64(3),
        WebhookId = row.GetInt64(4),
        EventId = row.GetInt64(5),
        Event = e,
        EventType = row.GetString(6),
        ObjectType = row.GetString(7),
        ObjectId = row.GetInt64(8),
        State = (DeliveryState)row.GetInt32(9),
        AttemptsCount = row.GetInt32(10),
        RoundAttempts = row.GetInt32(11),
        NextAttemptAt = TimeAt(row, 12),
        ByHand = row.GetBoolean(13),
        LeaseUntil = TimeAt(row, 14),
        LastStatusCode = Number(row, 15),
        LastError = Text(row, 16),
        CreatedAt = TimeAt(row, 17) ?? default,
        DeliveredAt = TimeAt(row, 18),
    };

    private static string? Text(LedgerReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static int? Number(LedgerReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    private static DateTimeOffset? TimeAt(LedgerReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(row.GetInt64(column), Earliest, Latest));
}
