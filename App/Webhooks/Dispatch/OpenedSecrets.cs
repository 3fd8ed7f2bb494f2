using System.Collections.Concurrent;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>The opened secrets of a webhook, kept in memory as long as its row holds the same protected ones: opening takes longer than sending.</summary>
internal sealed class OpenedSecrets(WebhookSecrets secrets)
{
    // More changes than this do not happen while what was claimed before them is sent.
    private const int MostReplaced = 8;

    private readonly ConcurrentDictionary<long, Opened> known = new();

    /// <summary>What is needed to sign and to send; null when the hub's keys are not those that the secrets were encrypted with.</summary>
    public Opened? Of(Webhook webhook)
    {
        if (known.TryGetValue(webhook.Id, out var opened) && (opened.IsOf(webhook) || opened.Replaces(webhook)))
        {
            return opened;
        }

        if (Open(webhook, []) is not { } fresh)
        {
            return null;
        }

        // The test of a webhook that is not saved yet may never be sent again, so what is kept stays within the number of webhooks.
        known[webhook.Id] = fresh;
        return fresh;
    }

    /// <summary>Keeps the secrets out of what is read of its history. It leaves no trace in what is kept for sending, which may be ahead of the row.</summary>
    public Redaction? RedactionOf(Webhook webhook) =>
        (known.TryGetValue(webhook.Id, out var opened) && opened.IsOf(webhook) ? opened : Open(webhook, []))?.Redaction;

    /// <summary>
    /// Its signing secrets are no longer what they were. What a lane claimed before still carries the row of then, and is signed with those
    /// of now all the same: a secret that was ended signs nothing more.
    /// </summary>
    public void Follow((string Secret, string? Previous) before, Webhook now)
    {
        var replaced = known.TryGetValue(now.Id, out var last) ? last.Replaced.Take(MostReplaced) : [];
        if (Open(now, [before, .. replaced]) is { } opened)
        {
            known[now.Id] = opened;
        }
    }

    private Opened? Open(Webhook webhook, IReadOnlyList<(string Secret, string? Previous)> replaced) =>
        Text(webhook, SecretKind.Signing, webhook.Secret) is { } secret && SigningSecret.TryReadKey(secret, out var key)
            && Kept(webhook) is { } kept && Headers(webhook) is { } headers
                ? new Opened(webhook, replaced, key, kept, headers, new Redaction([.. Shown(webhook, headers)], [key, .. kept.Select(k => k.Key)]))
                : null;

    /// <summary>What a receiver may show of them beside the keys: it knows them all.</summary>
    private IEnumerable<string> Shown(Webhook webhook, IReadOnlyList<OutboundHeader> headers)
    {
        foreach (var header in headers)
        {
            yield return CustomHeaders.BasicCredentials(header) ?? header.Value;
        }

        if (webhook.HttpPassword is { } cipher && Text(webhook, SecretKind.Password, cipher) is { } password)
        {
            yield return password;
        }
    }

    private List<(byte[] Key, DateTimeOffset Until)>? Kept(Webhook webhook)
    {
        var kept = new List<(byte[], DateTimeOffset)>();
        if (webhook.PreviousSecret is not { } cipher)
        {
            return kept;
        }

        if (Text(webhook, SecretKind.Signing, cipher) is not { } text)
        {
            return null;
        }

        foreach (var secret in KeptSecret.Read(text, webhook.PreviousSecretUntil ?? default))
        {
            if (!SigningSecret.TryReadKey(secret.Text, out var key))
            {
                return null;
            }

            kept.Add((key, secret.Until));
        }

        return kept;
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
internal sealed class Opened(
    Webhook webhook, IReadOnlyList<(string Secret, string? Previous)> replaced, byte[] key, IReadOnlyList<(byte[] Key, DateTimeOffset Until)> kept,
    IReadOnlyList<OutboundHeader> headers, Redaction redaction)
{
    private readonly byte[][] newest = [key];

    /// <summary>Keeps them out of what is recorded of an answer.</summary>
    public Redaction Redaction => redaction;

    public IReadOnlyList<OutboundHeader> Headers => headers;

    /// <summary>The keys that are live at a time, the newest first.</summary>
    public IReadOnlyList<byte[]> Keys(DateTimeOffset time) =>
        kept.Count == 0 ? newest : [key, .. kept.Where(k => k.Until > time).Select(k => k.Key)];

    public bool IsOf(Webhook other) =>
        other.Secret == webhook.Secret && other.PreviousSecret == webhook.PreviousSecret && other.HttpUser == webhook.HttpUser
        && other.HttpPassword == webhook.HttpPassword && other.Headers == webhook.Headers;

    /// <summary>What the row held before its latest changes of secrets, the newest first.</summary>
    public IReadOnlyList<(string Secret, string? Previous)> Replaced => replaced;

    /// <summary>Whether the row is one of those.</summary>
    public bool Replaces(Webhook other) => replaced.Count > 0 && replaced.Contains((other.Secret, other.PreviousSecret));
}
