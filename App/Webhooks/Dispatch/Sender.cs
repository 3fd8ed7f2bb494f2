using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>Builds the bytes, signs those very bytes, posts them and judges the answer as the webhook's format does.</summary>
internal sealed class Sender(OutboundClient client, WebhookSecrets secrets, PublicUrl publicUrl, TimeProvider time)
{
    private static readonly string UserAgent =
        $"TaskHub/{typeof(Sender).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0"}";

    /// <summary>A larger body is not sent: the receiver gets the thin form, a header that says so, and fetches the rest. In bytes.</summary>
    private const int LargestBody = 256 * 1024;

    /// <summary>Posts a delivery once. Its <see cref="Delivery.Event"/> must be loaded.</summary>
    public Task<SentAttempt> SendAsync(Webhook webhook, Delivery delivery, CancellationToken stopping)
    {
        var e = delivery.Event ?? throw new InvalidOperationException($"Delivery {delivery.PublicId} came without its event.");
        var body = WebhookFormats.Body(webhook.Format, e, publicUrl.Base);
        List<OutboundHeader> more = [new("webhook-event-id", e.PublicId), new("webhook-sequence", Text(delivery.Sequence))];
        if (body.Length > LargestBody)
        {
            body = WebhookFormats.Body(WebhookFormat.Redbooth, e, publicUrl.Base);
            more.Add(new("webhook-body", "thin"));
        }

        return PostAsync(webhook, delivery.PublicId, e.Type, delivery.AttemptsCount + 1, more, body, stopping);
    }

    /// <summary>Posts the signed test, which is no delivery and counts for nothing.</summary>
    public Task<SentAttempt> SendTestAsync(Webhook webhook, CancellationToken stopping)
    {
        var body = WebhookFormats.TestBody(webhook.Format, webhook.Id, publicUrl.Base);
        return PostAsync(webhook, $"test_{Guid.CreateVersion7(time.GetUtcNow()):N}", "test", 1, [], body, stopping);
    }

    private async Task<SentAttempt> PostAsync(
        Webhook webhook, string id, string eventType, int number, List<OutboundHeader> more, byte[] body, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var text = Encoding.UTF8.GetString(body);
        if (HeadersOf(webhook, id, eventType, number, more, now, body) is not { } headers)
        {
            // The hub's keys are not those that the secrets were encrypted with: nothing that could be verified can be sent.
            var none = new AttemptOutcome { Error = AttemptError.BadAnswer };
            return new SentAttempt(now, none, "{}", text);
        }

        var outcome = await client.PostAsync(webhook.Url, headers, body, stopping);
        return new SentAttempt(now, WebhookFormats.Judge(webhook.Format, outcome), SentAttempt.ToJson(headers), text);
    }

    private List<OutboundHeader>? HeadersOf(
        Webhook webhook, string id, string eventType, int number, List<OutboundHeader> more, DateTimeOffset now, byte[] body)
    {
        if (KeysOf(webhook, now) is not { } keys)
        {
            return null;
        }

        var headers = new List<OutboundHeader>(8)
        {
            new("User-Agent", UserAgent),
            new("webhook-id", id),
            new("webhook-timestamp", Text(now.ToUnixTimeSeconds())),
            new("webhook-signature", WebhookSigner.Sign(id, now, body, keys)),
            new("webhook-event", eventType),
            new("webhook-attempt", Text(number)),
        };
        headers.AddRange(more);
        if (webhook.HttpUser is { Length: > 0 } user)
        {
            string? password = null;
            if (webhook.HttpPassword is { } cipher && (password = Open(webhook, SecretKind.Password, cipher)) is null)
            {
                return null;
            }

            headers.Add(new("Authorization", CustomHeaders.Basic(user, password), IsSecret: true));
        }

        if (webhook.Headers is { } custom)
        {
            if (Open(webhook, SecretKind.Headers, custom) is not { } json)
            {
                return null;
            }

            foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(json, HubJson.Options) ?? [])
            {
                headers.Add(new(name, value, IsSecret: true));
            }
        }

        return headers;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The keys of the live secrets, the newest first; null when one cannot be opened.</summary>
    private List<byte[]>? KeysOf(Webhook webhook, DateTimeOffset now)
    {
        var keys = new List<byte[]>(2);
        string?[] live = [webhook.Secret, webhook.PreviousSecretUntil > now ? webhook.PreviousSecret : null];
        foreach (var cipher in live)
        {
            if (cipher is not null)
            {
                if (Open(webhook, SecretKind.Signing, cipher) is not { } secret || !SigningSecret.TryReadKey(secret, out var key))
                {
                    return null;
                }

                keys.Add(key);
            }
        }

        return keys;
    }

    private string? Open(Webhook webhook, SecretKind kind, string cipher) =>
        secrets.Open(webhook.OrganizationId, webhook.Id, kind, cipher);
}
