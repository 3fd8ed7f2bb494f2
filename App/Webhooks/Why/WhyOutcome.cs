namespace TaskHub.Webhooks;

/// <summary>What became of an event for a webhook, and why.</summary>
public enum WhyOutcome
{
    /// <summary>There is a delivery; its state says the rest.</summary>
    Sent,

    /// <summary>There is a delivery, and it waits for the webhook to be enabled.</summary>
    Held,

    /// <summary>There is a delivery, and it was canceled before it arrived.</summary>
    Canceled,

    /// <summary>The webhook did not ask for this kind of event.</summary>
    FilteredByEvent,

    /// <summary>The webhook was narrowed to other projects.</summary>
    FilteredByProject,

    /// <summary>A person had disabled the webhook.</summary>
    DisabledByPerson,

    /// <summary>The webhook was disabled, because its test had failed.</summary>
    TestFailed,

    /// <summary>The webhook was created after the event.</summary>
    CreatedLater,

    /// <summary>It was for the webhook; its delivery is older than what is kept.</summary>
    Removed,

    /// <summary>It happened before versions of webhooks were kept, and there is no delivery.</summary>
    NotRecorded,
}

internal static class Verdict
{
    /// <summary>
    /// What became of an event. What would keep it from the webhook even today comes first: to enable a webhook that does not ask for the
    /// event would not help.
    /// </summary>
    /// <param name="then">The webhook's version that the event met; null when there was no webhook yet.</param>
    /// <param name="type">The kind of event.</param>
    /// <param name="projectId">The project that it happened in.</param>
    /// <param name="delivery">The state of its delivery; null when there is none.</param>
    public static WhyOutcome Of(WebhookVersion? then, string type, long projectId, DeliveryState? delivery) => (then, delivery) switch
    {
        (_, DeliveryState.Held) => WhyOutcome.Held,
        (_, DeliveryState.Canceled) => WhyOutcome.Canceled,
        (_, not null) => WhyOutcome.Sent,
        (null, _) => WhyOutcome.CreatedLater,
        ({ Enabled: null }, _) => WhyOutcome.NotRecorded,
        _ when !then.Events.Contains(type) => WhyOutcome.FilteredByEvent,
        _ when then.ProjectIds.Count > 0 && !then.ProjectIds.Contains(projectId) => WhyOutcome.FilteredByProject,
        ({ Enabled: false, DisabledReason: DisabledReason.TestFailed }, _) => WhyOutcome.TestFailed,
        ({ Enabled: false, DisabledReason: not (DisabledReason.Errors or DisabledReason.Gone) }, _) => WhyOutcome.DisabledByPerson,
        _ => WhyOutcome.Removed,
    };
}
