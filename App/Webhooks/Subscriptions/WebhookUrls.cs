namespace TaskHub.Webhooks;

/// <summary>The addresses of the pages about webhooks. The first is Redbooth's, which people know.</summary>
public static class WebhookUrls
{
    public static string List(long organizationId) => $"/app/organization/{organizationId}/web_hooks";

    public static string New(long organizationId) => $"{List(organizationId)}/new";

    public static string Notifications(long organizationId) => $"{List(organizationId)}/notifications";

    public static string One(WebhookView webhook) => One(webhook.OrganizationId, webhook.Id);

    public static string One(long organizationId, long webhookId) => $"{List(organizationId)}/{webhookId}";

    public static string Tab(WebhookView webhook, string tab) => $"{One(webhook)}?tab={tab}";

    public static string Delivery(long organizationId, DeliveryView delivery, int? attempt = null) =>
        $"{Delivery(organizationId, delivery.WebHookId, delivery.Id)}{(attempt is { } n ? $"?attempt={n}" : "")}";

    public static string Delivery(long organizationId, long webhookId, string id) => $"{One(organizationId, webhookId)}/deliveries/{id}";
}
