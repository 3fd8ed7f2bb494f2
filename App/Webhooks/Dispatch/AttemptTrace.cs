using System.Diagnostics;
using TaskHub.Events;
using TaskHub.Webhooks.Security;
using Span = System.Diagnostics.Activity;

namespace TaskHub.Webhooks.Dispatch;

/// <summary>
/// The span of an attempt: it goes on with the trace in which the change was made, and the receiver is asked by <c>traceparent</c> to go on
/// with it (W3C Trace Context). No url and nothing that somebody wrote is in it.
/// </summary>
internal static class AttemptTrace
{
    private static readonly ActivitySource Source = new("TaskHub");

    /// <summary>Null when nobody listens, or nobody wants this one.</summary>
    public static Span? Start(Webhook webhook, Delivery delivery, Event e)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(e.TraceParent, null, isRemote: false, out var change);
        var span = Source.StartActivity("attempt", ActivityKind.Client, change);

        // Nothing else that the lane does is a part of it.
        Span.Current = null;
        span?.SetTag("taskhub.web_hook", webhook.Id);
        span?.SetTag("taskhub.delivery", delivery.PublicId);
        span?.SetTag("taskhub.event", e.Type);
        span?.SetTag("taskhub.attempt", delivery.AttemptsCount + 1);
        return span;
    }

    /// <summary>Says what came of it, and passes the attempt on.</summary>
    public static async Task<SentAttempt> EndAsync(Span span, Task<SentAttempt> sending)
    {
        using (span)
        {
            var sent = await sending;
            if (sent.Outcome.StatusCode is { } status)
            {
                span.SetTag("http.response.status_code", status);
            }

            if (!sent.Outcome.IsSuccess)
            {
                span.SetTag("error.type", sent.Outcome.Error.WireName());
                span.SetStatus(ActivityStatusCode.Error);
            }

            return sent;
        }
    }
}
