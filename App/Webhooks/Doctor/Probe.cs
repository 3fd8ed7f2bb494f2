using System.Globalization;
using System.Security.Cryptography;
using TaskHub.Identity;
using TaskHub.Webhooks.Dispatch;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Doctor;

/// <summary>What is wrong with a probe, on purpose.</summary>
internal enum Fault
{
    None,
    WrongSignature,
    StaleTimestamp,
}

/// <summary>
/// Posts the webhook's test through the guarded client, as a receiver may get it from somebody who means ill. It leaves no trace in the
/// history and counts for nothing.
/// </summary>
internal sealed class Probe(OutboundClient client, OpenedSecrets secrets, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>How old a stale timestamp is: well beyond the five minutes that a receiver may allow.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromHours(1);

    /// <summary>An id for <see cref="SendAsync"/>, as those of tests.</summary>
    public string NewId() => $"test_{Guid.CreateVersion7(time.GetUtcNow()):N}";

    /// <summary>Whether the webhook's secrets open, without which nothing can be signed.</summary>
    public bool CanSign(Webhook webhook) => secrets.Of(webhook) is not null;

    /// <summary>Looks at the certificate; null where the url has none.</summary>
    public Task<CertificateLook?> LookAsync(Webhook webhook, CancellationToken cancel) => client.LookAtCertificateAsync(webhook.Url, cancel);

    /// <summary>Posts the test once and judges the answer as the webhook's format does.</summary>
    public async Task<AttemptOutcome> SendAsync(Webhook webhook, string id, Fault fault, CancellationToken cancel)
    {
        var opened = secrets.Of(webhook) ?? throw new InvalidOperationException("The secrets of the webhook do not open.");
        var body = WebhookFormats.TestBody(webhook.Format, webhook.Id, publicUrl.Base);
        var signedAt = time.GetUtcNow() - (fault == Fault.StaleTimestamp ? Staleness : TimeSpan.Zero);
        var keys = fault == Fault.WrongSignature ? [RandomNumberGenerator.GetBytes(32)] : opened.Keys(time.GetUtcNow());
        List<OutboundHeader> headers =
        [
            new("User-Agent", "TaskHub-Doctor"),
            new("webhook-id", id),
            new("webhook-timestamp", signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new("webhook-signature", WebhookSigner.Sign(id, signedAt, body, keys)),
            new("webhook-event", "test"),
            new("webhook-attempt", "1"),
            .. opened.Headers,
        ];
        return WebhookFormats.Judge(webhook.Format, await client.PostAsync(webhook.Url, headers, body, cancel));
    }
}
