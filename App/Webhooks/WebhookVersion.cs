namespace TaskHub.Webhooks;

/// <summary>
/// What decided over the events of a webhook from one event on, until its next version. Events and changes of webhooks pass the same write
/// gate, so they stand in one order and it is certain which version an event met. There is one row for a change, none for an event.
/// </summary>
public sealed class WebhookVersion
{
    public long WebhookId { get; init; }

    /// <summary>The first event that this version decides over.</summary>
    public long FromEventId { get; init; }

    public long OrganizationId { get; init; }
    public DateTimeOffset At { get; set; }

    /// <summary>Null when it is not known, for what was before versions were kept.</summary>
    public bool? Enabled { get; set; }

    public DisabledReason? DisabledReason { get; set; }

    /// <inheritdoc cref="Webhook.Events"/>
    public List<string> Events { get; set; } = [];

    /// <inheritdoc cref="Webhook.ProjectIds"/>
    public List<long> ProjectIds { get; set; } = [];

    public bool Deleted { get; set; }

    /// <summary>Writes down what the webhook is now.</summary>
    public void Take(Webhook webhook, DateTimeOffset now)
    {
        At = now;
        Enabled = webhook.Enabled;
        DisabledReason = webhook.DisabledReason;
        Events = [.. webhook.Events];
        ProjectIds = [.. webhook.ProjectIds];
        Deleted = webhook.DeletedAt is not null;
    }
}
