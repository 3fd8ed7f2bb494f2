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

    /// <summary>The log of a webhook with a filter, which stands in the address.</summary>
    public static string Log(WebhookView webhook, DeliveryFilter filter) => $"{One(webhook)}{filter.ToQuery()}";

    /// <summary>What happened in an organization, of one task where it is given, with the event that is asked for.</summary>
    public static string Events(long organizationId, long? taskId = null, string? of = null)
    {
        string?[] parts = [taskId is { } task ? $"task={task}" : null, of is null ? null : $"of={of}"];
        var query = string.Join('&', parts.OfType<string>());
        return $"{List(organizationId)}/events{(query.Length == 0 ? "" : $"?{query}")}";
    }

    public static string Delivery(long organizationId, DeliveryView delivery, int? attempt = null) =>
        $"{Delivery(organizationId, delivery.WebHookId, delivery.Id)}{(attempt is { } n ? $"?attempt={n}" : "")}";

    public static string Delivery(long organizationId, long webhookId, string id) => $"{One(organizationId, webhookId)}/deliveries/{id}";
}
