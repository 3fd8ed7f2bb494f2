namespace TaskHub.Webhooks;

/// <summary>The addresses of the pages about webhooks. The first is Redbooth's, which people know.</summary>
public static class WebhookUrls
{
    public static string List(long organizationId) => $"/app/organization/{organizationId}/web_hooks";

    public static string New(long organizationId) => $"{List(organizationId)}/new";

    public static string One(WebhookView webhook) => $"{List(webhook.OrganizationId)}/{webhook.Id}";

    public static string Delivery(long organizationId, DeliveryView delivery, int? attempt = null) =>
        $"{List(organizationId)}/{delivery.WebHookId}/deliveries/{delivery.Id}{(attempt is { } n ? $"?attempt={n}" : "")}";
}
