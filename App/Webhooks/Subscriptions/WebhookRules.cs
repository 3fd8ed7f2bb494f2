using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Subscriptions;

/// <summary>What a webhook may say of itself, and how it is written into the row: the guard on its url, its secrets encrypted.</summary>
internal sealed class WebhookRules(WebhookAddress address, WebhookSecrets secrets)
{
    /// <summary>What is wrong with the url, or null: the guard's one text, whatever its reason.</summary>
    public string? JudgeUrl(string? url) =>
        string.IsNullOrEmpty(url) ? SubscriptionTexts.UrlMissing
        : address.Judge(url, out _) == AddressRefusal.None ? null
        : WebhooksText.AddressNotAllowed;

    /// <summary>All that is wrong with <paramref name="input"/> by field, or null.</summary>
    /// <param name="db">Where the projects are looked up.</param>
    /// <param name="input">What was said.</param>
    /// <param name="before">The webhook as it is; a new one has only its organization and id.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Failure?> CheckAsync(AppDbContext db, WebhookInput input, Webhook before, CancellationToken cancel)
    {
        var errors = new Dictionary<string, string[]>();
        void Check(string field, string? problem)
        {
            if (problem is not null)
            {
                errors[field] = [problem];
            }
        }

        var isNew = before.Url.Length == 0;
        Check("url", isNew || input.Url is not null ? JudgeUrl(input.Url) : null);
        Check("description", input.Description?.Length > Webhook.DescriptionLength ? SubscriptionTexts.DescriptionTooLong : null);
        Check("format", input.Format is null || TryFormat(input.Format, out _) ? null : SubscriptionTexts.FormatUnknown);
        Check("events", JudgeEvents(input.Events));
        Check("project_ids", await JudgeProjectsAsync(db, input.ProjectIds, before, cancel));
        if (CustomHeaders.JudgeCredentials(input.HttpUser ?? before.HttpUser ?? "", input.HttpPassword) is { } credentials)
        {
            Check(credentials.Field, credentials.Text);
        }
        else if (!string.IsNullOrEmpty(input.HttpPassword) && string.IsNullOrEmpty(input.HttpUser ?? before.HttpUser))
        {
            Check("http_user", SubscriptionTexts.PasswordWithoutUser);
        }

        Check("headers", JudgeHeaders(input, before));
        Check("rate_per_minute", input.RatePerMinute is null or (>= 0 and <= Webhook.MostPerMinute) ? null : SubscriptionTexts.RateOutOfRange);
        Check("secret", input.Secret is null || SigningSecret.TryReadKey(input.Secret, out _) ? null : WebhooksText.SecretMalformed);
        return errors.Count == 0 ? null : Failure.Invalid(errors);
    }

    /// <summary>Writes what was said, already checked, into the webhook. Answers what changed, a line for each field, with no secret in it.</summary>
    public IReadOnlyList<string> Apply(Webhook webhook, WebhookInput input)
    {
        var before = WebhookChanges.Of(webhook);
        var (password, headers) = (PasswordOf(webhook), HeadersOf(webhook));
        webhook.Url = input.Url ?? webhook.Url;
        webhook.Description = input.Description is { } description ? Names.Tidy(description) : webhook.Description;
        webhook.Format = TryFormat(input.Format, out var format) ? format : webhook.Format;
        webhook.Events = input.Events is { } wanted ? EventChoice.Ordered(wanted) : webhook.Events;
        webhook.ProjectIds = input.ProjectIds is { } ids ? [.. ids.Distinct()] : webhook.ProjectIds;
        webhook.StrictOrder = input.StrictOrder ?? webhook.StrictOrder;
        webhook.RatePerMinute = input.RatePerMinute is { } rate ? (rate == 0 ? null : rate) : webhook.RatePerMinute;
        ApplyCredentials(webhook, input);
        var after = input.Headers?.ToDictionary(h => h.Key, h => h.Value ?? headers[h.Key]) ?? headers;
        var sameHeaders = after.Count == headers.Count && after.All(h => headers.TryGetValue(h.Key, out var value) && value == h.Value);
        if (!sameHeaders)
        {
            webhook.Headers = after.Count == 0 ? null : Protect(webhook, SecretKind.Headers, JsonSerializer.Serialize(after));
        }

        return before.To(webhook, samePassword: password == PasswordOf(webhook), sameHeaders);
    }

    /// <summary>Gives the webhook a new secret, or the one that the receiver knows, and returns its text.</summary>
    public string SetSecret(Webhook webhook, string? given = null)
    {
        var secret = given ?? SigningSecret.Generate();
        webhook.Secret = Protect(webhook, SecretKind.Signing, secret);
        return secret;
    }

    /// <summary>
    /// Keeps the secret that is about to be replaced until its end, and those before it until theirs: rotating twice in a row must not cut
    /// off a receiver that has not even heard of the first time.
    /// </summary>
    public void KeepSecret(Webhook webhook, DateTimeOffset now, DateTimeOffset until)
    {
        List<KeptSecret> kept = [.. LiveSecrets(webhook, now)];
        if (until > now && Open(webhook, SecretKind.Signing, webhook.Secret) is { } present)
        {
            kept.Insert(0, new KeptSecret(present, until));
        }

        kept = [.. kept.Take(KeptSecret.Most)];
        webhook.PreviousSecret = kept.Count == 0 ? null : Protect(webhook, SecretKind.Signing, KeptSecret.Write(kept));
        webhook.PreviousSecretUntil = kept.Count == 0 ? null : kept.Max(k => k.Until);
    }

    /// <summary>The older secrets that still sign.</summary>
    public IEnumerable<KeptSecret> LiveSecrets(Webhook webhook, DateTimeOffset now) =>
        webhook is { PreviousSecret: { } stored, PreviousSecretUntil: { } last } && Open(webhook, SecretKind.Signing, stored) is { } text
            ? KeptSecret.Read(text, last).Where(k => k.Until > now)
            : [];

    /// <summary>The custom headers in the clear. Values never leave this room.</summary>
    public Dictionary<string, string> HeadersOf(Webhook webhook) =>
        webhook.Headers is { } stored && Open(webhook, SecretKind.Headers, stored) is { } json
            ? new(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.OrdinalIgnoreCase)
            : new(StringComparer.OrdinalIgnoreCase);

    private string? PasswordOf(Webhook webhook) => webhook.HttpPassword is { } stored ? Open(webhook, SecretKind.Password, stored) : null;

    private static bool TryFormat(string? text, out WebhookFormat format)
    {
        format = text switch
        {
            "worksection" => WebhookFormat.Worksection,
            "full" => WebhookFormat.Full,
            _ => WebhookFormat.Redbooth,
        };
        return text is "redbooth" or "worksection" or "full";
    }

    private static string? JudgeEvents(IReadOnlyList<string>? events) => events switch
    {
        null => null,
        [] => SubscriptionTexts.NoEvents,
        _ => events.FirstOrDefault(e => e is null || !EventChoice.Exists(e)) is { } unknown ? SubscriptionTexts.EventUnknown(unknown) : null,
    };

    // A project that has been deleted since is no fault of an edit that does not touch the projects.
    private static async Task<string?> JudgeProjectsAsync(
        AppDbContext db, IReadOnlyList<long>? ids, Webhook before, CancellationToken cancel)
    {
        var added = ids?.Except(before.ProjectIds).ToList() ?? [];
        return added.Count > 0
            && await db.ProjectNames.CountAsync(p => p.OrganizationId == before.OrganizationId && added.Contains(p.Id), cancel) != added.Count
                ? SubscriptionTexts.ProjectUnknown
                : null;
    }

    private string? JudgeHeaders(WebhookInput input, Webhook webhook)
    {
        if (input.Headers is not { } headers)
        {
            return null;
        }

        var before = HeadersOf(webhook);
        var missing = headers.FirstOrDefault(h => h.Value is null && !before.ContainsKey(h.Key)).Key;
        return missing is not null
            ? $"{missing}: {SubscriptionTexts.HeaderNotKept}"
            : CustomHeaders.Judge([.. headers.Select(h => KeyValuePair.Create(h.Key, h.Value ?? before[h.Key]))]);
    }

    private void ApplyCredentials(Webhook webhook, WebhookInput input)
    {
        webhook.HttpUser = input.HttpUser is null ? webhook.HttpUser : input.HttpUser.Length == 0 ? null : input.HttpUser;
        if (webhook.HttpUser is null)
        {
            webhook.HttpPassword = null;
        }
        else if (input.HttpPassword is { } password)
        {
            webhook.HttpPassword = password.Length == 0 ? null : Protect(webhook, SecretKind.Password, password);
        }
    }

    private string? Open(Webhook webhook, SecretKind kind, string stored) =>
        secrets.Open(webhook.OrganizationId, webhook.Id, kind, stored);

    private string Protect(Webhook webhook, SecretKind kind, string text) =>
        secrets.Protect(webhook.OrganizationId, webhook.Id, kind, text);
}
