namespace TaskHub.Webhooks.Dispatch;

/// <summary>Sends the signed test of a webhook. Never call it inside the write gate: it waits for the network.</summary>
internal sealed class TestSender(Sender sender)
{
    /// <summary>
    /// Posts the test to the webhook as it is in memory, its secrets protected as in the table, and returns the attempt, which is not saved.
    /// </summary>
    public async Task<Attempt> SendAsync(Webhook webhook, CancellationToken cancel) =>
        (await sender.SendTestAsync(webhook, cancel)).ToRow(deliveryId: 0, webhook.Id, number: 1, byHand: true);
}
