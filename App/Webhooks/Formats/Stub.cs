using TaskHub.Events;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Formats;

internal static class WebhookBody
{
    public static byte[] Of(WebhookFormat f, Event e, string b) => System.Text.Encoding.UTF8.GetBytes($$"""{"type":"{{e.ObjectType}}","id":"{{e.ObjectId}}","f":"{{f}}{{b}}"}""");

    public static byte[] OfTest(Webhook w, string b) => [(byte)w.Id, (byte)b.Length];
}

internal static class WebhookAnswer
{
    public static AttemptError Judge(WebhookFormat f, AttemptOutcome o) => f == WebhookFormat.Full ? o.Error : o.Error == AttemptError.None ? AttemptError.None : o.Error;
}
