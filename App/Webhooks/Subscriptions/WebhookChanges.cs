namespace TaskHub.Webhooks.Subscriptions;

/// <summary>
/// What an edit changed of a webhook, in words for the audit: old and new, but of a url only its host, because a path is often a secret of the
/// receiver's, and of a password or a header nothing but that it changed.
/// </summary>
internal sealed record WebhookChanges(
    string Url, string Description, WebhookFormat Format, IReadOnlyList<string> Events, IReadOnlyList<long> ProjectIds, bool StrictOrder, int? RatePerMinute, string? HttpUser)
{
    /// <summary>What there is before the edit.</summary>
    public static WebhookChanges Of(Webhook w) => new(w.Url, w.Description, w.Format, w.Events, w.ProjectIds, w.StrictOrder, w.RatePerMinute, w.HttpUser);

    /// <summary>A line for each field that is another now.</summary>
    public IReadOnlyList<string> To(Webhook now, bool samePassword, bool sameHeaders)
    {
        string?[] lines =
        [
            Url == now.Url ? null : SubscriptionTexts.UrlChange(WebhookAccess.HostOf(Url), WebhookAccess.HostOf(now.Url)),
            Line("description", Description, now.Description),
            Line("format", Format, now.Format),
            Events.SequenceEqual(now.Events) ? null : SubscriptionTexts.ListChange("events", now.Events.Except(Events), Events.Except(now.Events)),
            ProjectIds.SequenceEqual(now.ProjectIds) ? null : Line("projects", Projects(ProjectIds), Projects(now.ProjectIds)) ?? SubscriptionTexts.FieldChange("projects"),
            Line("strict order", StrictOrder ? "on" : "off", now.StrictOrder ? "on" : "off"),
            Line("deliveries in a minute", Rate(RatePerMinute), Rate(now.RatePerMinute)),
            HttpUser == now.HttpUser ? null : SubscriptionTexts.FieldChange("user name"),
            samePassword ? null : SubscriptionTexts.FieldChange("password"),
            sameHeaders ? null : SubscriptionTexts.FieldChange("headers"),
        ];
        return [.. lines.OfType<string>()];
    }

    private static string? Line<T>(string field, T before, T after) =>
        Equals(before, after) ? null : SubscriptionTexts.FieldChange(field, before?.ToString(), after?.ToString());

    private static string Rate(int? rate) => rate is { } limit ? $"{limit:N0}" : "no limit";

    private static string Projects(IReadOnlyList<long> ids) => ids.Count == 0 ? "all" : string.Join(" ", ids.Order());
}
