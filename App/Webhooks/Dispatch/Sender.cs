using System.Globalization;
using System.Reflection;
using System.Text;
using TaskHub.Identity;
using TaskHub.Webhooks.Formats;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>Builds the bytes, signs those very bytes, posts them and judges the answer as the webhook's format does.</summary>
internal sealed partial class Sender(
    OutboundClient client, OpenedSecrets secrets, PublicUrl publicUrl, TimeProvider time, ILogger<Sender> log)
{
    private static readonly string UserAgent =
        $"TaskHub/{typeof(Sender).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0"}";

    /// <summary>A larger body is not sent: the receiver gets the format's thin form, a header that says so, and fetches the rest. In bytes.</summary>
    private const int LargestBody = 256 * 1024;

    private readonly ILogger<Sender> log = log;

    /// <summary>
    /// Posts a delivery once. One that no request can be made of is an attempt too, on record like any other: it must neither block its
    /// webhook nor vanish.
    /// </summary>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was requested: the attempt has no outcome.</exception>
    public async Task<SentAttempt> SendAsync(Webhook webhook, Delivery delivery, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        try
        {
            return await PostAsync(webhook, delivery, stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotPrepared(delivery.PublicId, webhook.Id, e);
            return new SentAttempt(now, new AttemptOutcome { Error = AttemptError.Internal }, "{}", "") { Url = webhook.Url };
        }
    }

    private Task<SentAttempt> PostAsync(Webhook webhook, Delivery delivery, CancellationToken stopping)
    {
        var e = delivery.Event ?? throw new InvalidOperationException($"Delivery {delivery.PublicId} came without its event.");
        var body = WebhookFormats.Body(webhook.Format, e, publicUrl.Base);
        List<OutboundHeader> more = [new("webhook-event-id", e.PublicId), new("webhook-sequence", Text(delivery.Sequence))];
        if (body.Length > LargestBody)
        {
            body = WebhookFormats.ThinBody(webhook.Format, e, publicUrl.Base);
            more.Add(new("webhook-body", "thin"));
        }

        var span = AttemptTrace.Start(webhook, delivery, e);
        if ((span?.Id ?? e.TraceParent) is { } trace)
        {
            more.Add(new("traceparent", trace));
        }

        var sending = PostAsync(webhook, delivery.PublicId, e.Type, delivery.AttemptsCount + 1, more, body, stopping);
        return span is null ? sending : AttemptTrace.EndAsync(span, sending);
    }

    /// <summary>Posts the signed test, which is no delivery and counts for nothing.</summary>
    public Task<SentAttempt> SendTestAsync(Webhook webhook, CancellationToken stopping)
    {
        var body = WebhookFormats.TestBody(webhook.Format, webhook.Id, publicUrl.Base);
        return PostAsync(webhook, $"test_{Guid.CreateVersion7(time.GetUtcNow()):N}", "test", 1, [], body, stopping);
    }

    private async Task<SentAttempt> PostAsync(
        Webhook webhook, string id, string eventType, int number, IReadOnlyList<OutboundHeader> more, byte[] body, CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        var text = Encoding.UTF8.GetString(body);
        if (secrets.Of(webhook) is not { } opened)
        {
            // The hub's keys are not those that the secrets were encrypted with: nothing that could be verified can be sent.
            return new SentAttempt(now, new AttemptOutcome { Error = AttemptError.BadAnswer }, "{}", text) { Url = webhook.Url };
        }

        List<OutboundHeader> headers =
        [
            new("User-Agent", UserAgent),
            new("webhook-id", id),
            new("webhook-timestamp", Text(now.ToUnixTimeSeconds())),
            new("webhook-signature", WebhookSigner.Sign(id, now, body, opened.Keys(now))),
            new("webhook-event", eventType),
            new("webhook-attempt", Text(number)),
            .. more,
            .. opened.Headers,
        ];
        var outcome = WebhookFormats.Judge(webhook.Format, await client.PostAsync(webhook.Url, headers, body, stopping));
        return new SentAttempt(now, opened.Redaction.Hide(outcome), SentAttempt.ToJson(headers, outcome, body.Length), text) { Url = webhook.Url };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "No request can be made of delivery {Delivery} of webhook {WebhookId}")]
    private partial void LogNotPrepared(string delivery, long webhookId, Exception exception);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
