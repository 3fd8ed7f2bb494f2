using System.Collections.Concurrent;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>The opened secrets of a webhook, kept in memory as long as its row holds the same protected ones: opening takes longer than sending.</summary>
internal sealed class OpenedSecrets(WebhookSecrets secrets)
{
    private readonly ConcurrentDictionary<long, Opened> known = new();

    /// <summary>What is needed to sign and to send; null when the hub's keys are not those that the secrets were encrypted with.</summary>
    public Opened? Of(Webhook webhook)
    {
        if (known.TryGetValue(webhook.Id, out var opened) && opened.IsOf(webhook))
        {
            return opened;
        }

        if (Open(webhook) is not { } fresh)
        {
            return null;
        }

        // The test of a webhook that is not saved yet may never be sent again, so what is kept stays within the number of webhooks.
        known[webhook.Id] = fresh;
        return fresh;
    }

    private Opened? Open(Webhook webhook)
    {
        return Keys(webhook, webhook.Secret) is { } now && Keys(webhook, webhook.PreviousSecret) is { } before && Headers(webhook) is { } headers
            ? new Opened(webhook, now, before, headers)
            : null;
    }

    private List<byte[]>? Keys(Webhook webhook, string? cipher)
    {
        var keys = new List<byte[]>();
        if (cipher is not null)
        {
            if (Text(webhook, SecretKind.Signing, cipher) is not { } text)
            {
                return null;
            }

            foreach (var secret in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!SigningSecret.TryReadKey(secret, out var key))
                {
                    return null;
                }

                keys.Add(key);
            }
        }

        return keys;
    }

    private List<OutboundHeader>? Headers(Webhook webhook)
    {
        var headers = new List<OutboundHeader>();
        if (webhook.HttpUser is { Length: > 0 } user)
        {
            var password = webhook.HttpPassword is { } cipher ? Text(webhook, SecretKind.Password, cipher) : null;
            if (webhook.HttpPassword is not null && password is null)
            {
                return null;
            }

            headers.Add(new("Authorization", CustomHeaders.Basic(user, password), IsSecret: true));
        }

        if (webhook.Headers is { } custom)
        {
            if (Text(webhook, SecretKind.Headers, custom) is not { } json)
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

    private string? Text(Webhook webhook, SecretKind kind, string cipher) => secrets.Open(webhook.OrganizationId, webhook.Id, kind, cipher);
}

/// <summary>The keys that sign, and the headers that authenticate.</summary>
internal sealed class Opened(Webhook webhook, IReadOnlyList<byte[]> current, IReadOnlyList<byte[]> previous, IReadOnlyList<OutboundHeader> headers)
{
    private readonly byte[][] all = [.. current, .. previous];

    public IReadOnlyList<OutboundHeader> Headers => headers;

    /// <summary>The live keys, the newest first.</summary>
    public IReadOnlyList<byte[]> Keys(Webhook now, DateTimeOffset time) => now.PreviousSecretUntil > time ? all : current;

    public bool IsOf(Webhook other) =>
        other.Secret == webhook.Secret && other.PreviousSecret == webhook.PreviousSecret && other.HttpUser == webhook.HttpUser
        && other.HttpPassword == webhook.HttpPassword && other.Headers == webhook.Headers;
}
