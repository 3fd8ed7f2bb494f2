namespace TaskHub.Webhooks.Subscriptions;

/// <summary>The verbs that the page of one webhook calls, in one hand.</summary>
internal sealed record WebhookActs(
    FindWebhook Find, FindHealth Health, TestWebhook Test, EnableWebhook Enable, DisableWebhook Disable, CancelHeld CancelHeld,
    DeleteWebhook Delete);
