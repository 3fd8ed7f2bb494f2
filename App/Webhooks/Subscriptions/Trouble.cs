namespace TaskHub.Webhooks.Subscriptions;

/// <summary>The order of the list: what needs somebody stands above what works.</summary>
internal static class Trouble
{
    /// <summary>Those in trouble first: what disabled itself, what fails, the longer the higher; then what works; last what a person put aside.</summary>
    public static IReadOnlyList<WebhookLine> First(IEnumerable<WebhookLine> lines) =>
    [
        .. lines.OrderBy(Rank)
            .ThenByDescending(l => l.Webhook.Errors)
            .ThenByDescending(l => l.Queue.Waiting + l.Queue.Held)
            .ThenBy(l => l.Webhook.Id),
    ];

    private static int Rank(WebhookLine line) => line.Webhook switch
    {
        { Status: WebhookStatus.Disabled, DisabledReason: DisabledReason.Errors or DisabledReason.Gone } => 0,
        { Status: WebhookStatus.Failing, Errors: > 0 } => 1,
        { Status: WebhookStatus.Failing } => 2,
        { Status: WebhookStatus.Disabled, DisabledReason: DisabledReason.TestFailed } => 3,
        { Status: WebhookStatus.Working } => 4,
        _ => 5,
    };
}
