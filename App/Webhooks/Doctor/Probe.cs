using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
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
/// Posts tests through the guarded client: the webhook's own, as a receiver may also get it from somebody who means ill, and examples of
/// events. They leave no trace in the history and count for nothing.
/// </summary>
internal sealed class Probe(OutboundClient client, OpenedSecrets secrets, PublicUrl publicUrl, TimeProvider time)
{
    /// <summary>Marks a body that is only an example of an event.</summary>
    public const string ExampleHeader = "webhook-test";

    // That of every delivery, which a receiver may ask for.
    private static readonly string UserAgent =
        $"TaskHub/{typeof(Probe).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0"}";

    /// <summary>How old a stale timestamp is: well beyond the five minutes that a receiver may allow.</summary>
    public static readonly TimeSpan Staleness = TimeSpan.FromHours(1);

    /// <summary>An id for <see cref="SendAsync"/>, as those of tests.</summary>
    public string NewId() => $"test_{Guid.CreateVersion7(time.GetUtcNow()):N}";

    /// <summary>Whether the webhook's secrets open, without which nothing can be signed.</summary>
    public bool CanSign(Webhook webhook) => secrets.Of(webhook) is not null;

    /// <summary>Looks at the certificate; null where the url has none.</summary>
    public Task<CertificateLook?> LookAsync(Webhook webhook, CancellationToken cancel) => client.LookAtCertificateAsync(webhook.Url, cancel);

    /// <summary>Posts the webhook's test once and judges the answer as its format does.</summary>
    public async Task<AttemptOutcome> SendAsync(Webhook webhook, string id, Fault fault, CancellationToken cancel)
    {
        var body = WebhookFormats.TestBody(webhook.Format, webhook.Id, publicUrl.Base);
        return (await PostAsync(webhook, id, "test", [], body, fault, cancel)).Outcome;
    }

    /// <summary>Posts an example of an event once.</summary>
    public async Task<SentAttempt> SendExampleAsync(Webhook webhook, string type, string? eventId, byte[] body, CancellationToken cancel)
    {
        if (!CanSign(webhook))
        {
            return new SentAttempt(time.GetUtcNow(), new AttemptOutcome { Error = AttemptError.BadAnswer }, "{}", Encoding.UTF8.GetString(body)) { Url = webhook.Url };
        }

        List<OutboundHeader> more = [new(ExampleHeader, "example")];
        if (eventId is not null)
        {
            more.Add(new("webhook-event-id", eventId));
        }

        return await PostAsync(webhook, NewId(), type, more, body, Fault.None, cancel);
    }

    private async Task<SentAttempt> PostAsync(
        Webhook webhook, string id, string eventType, IReadOnlyList<OutboundHeader> more, byte[] body, Fault fault, CancellationToken cancel)
    {
        var opened = secrets.Of(webhook) ?? throw new InvalidOperationException("The secrets of the webhook do not open.");
        var now = time.GetUtcNow();
        var signedAt = now - (fault == Fault.StaleTimestamp ? Staleness : TimeSpan.Zero);
        var keys = fault == Fault.WrongSignature ? [RandomNumberGenerator.GetBytes(32)] : opened.Keys(now);
        List<OutboundHeader> headers =
        [
            new("User-Agent", UserAgent),
            new("webhook-id", id),
            new("webhook-timestamp", signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            new("webhook-signature", WebhookSigner.Sign(id, signedAt, body, keys)),
            new("webhook-event", eventType),
            new("webhook-attempt", "1"),
            .. more,
            .. opened.Headers,
        ];
        var outcome = WebhookFormats.Judge(webhook.Format, await client.PostAsync(webhook.Url, headers, body, cancel));
        return new SentAttempt(now, opened.Redaction.Hide(outcome), SentAttempt.ToJson(headers, outcome, body.Length), Encoding.UTF8.GetString(body)) { Url = webhook.Url };
    }
}
