using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>Who may do anything with webhooks: the administrators of their organization, with a token that reaches webhooks.</summary>
internal static class WebhookAccess
{
    public const string Webhook = "webhook";
    public const string Delivery = "delivery";
    public const string Redelivery = "redelivery";

    public static bool Manages(this Actor actor, long organizationId) =>
        actor.IsAdministrator(organizationId) && actor.Allows(Scopes.WebHooks);

    /// <summary>Webhooks of the actor's organizations: of any other not even the existence is told.</summary>
    public static IQueryable<Webhook> ReachedBy(this IQueryable<Webhook> webhooks, Actor actor)
    {
        var mine = actor.Organizations;
        return webhooks.Where(w => mine.Contains(w.OrganizationId));
    }

    /// <inheritdoc cref="ReachedBy(IQueryable{Webhooks.Webhook}, Actor)"/>
    public static IQueryable<Delivery> ReachedBy(this IQueryable<Delivery> deliveries, Actor actor)
    {
        var mine = actor.Organizations;
        return deliveries.Where(d => mine.Contains(d.OrganizationId));
    }

    /// <summary>Why the actor may not touch what was found, or null when they may.</summary>
    public static Failure? Judge(this Actor actor, Webhook? found) => Judge(actor, found?.OrganizationId, Webhook);

    /// <inheritdoc cref="Judge(Actor, Webhooks.Webhook)"/>
    public static Failure? Judge(this Actor actor, Delivery? found) => Judge(actor, found?.OrganizationId, Delivery);

    /// <summary>
    /// Writes down what somebody did to a webhook: by its description or its host, because the path of a url is often a secret of its receiver's.
    /// </summary>
    public static void Audit(this AppDbContext db, Actor actor, Webhook webhook, string act, string? detail = null) =>
        db.Audit(actor, webhook.OrganizationId, act, $"{webhook.Id}: {(webhook.Description.Length > 0 ? webhook.Description : HostOf(webhook.Url))}", detail);

    /// <summary>Where a url leads, as far as the audit may say.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var at) ? at.Host : "no url";

    private static Failure? Judge(Actor actor, long? organizationId, string what) =>
        organizationId is not { } id ? Failure.NotFound(what)
        : actor.Manages(id) ? null
        : Failure.Forbidden();
}
