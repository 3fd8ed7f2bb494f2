using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>What the receiver for trying says.</summary>
internal static class ListenText
{
    public const string SecretVariable = "TASKHUB_WEBHOOK_SECRET";
    public const string Line = "line";
    public const string Full = "full";
    public const string BadPort = "The port is a number from 0 to 65535; 0 takes any that is free.";
    public const string BadSecret = "A secret is whsec_ followed by 24 to 64 bytes in base64.";
    public const string NoSecret = $"No signature is checked: give the webhook's secret with --secret or in {SecretVariable}.";

    public static readonly string Usage =
        $"Usage: listen [--port 5090] [--secret whsec_…] [--answer {string.Join('|', ListenAnswer.All.Select(a => a.Name))}] [--show {Line}|{Full}]";

    public static string Listening(string url) => $"Listening on {url} – Ctrl+C ends.";

    public static string Change(string url) => $"Change the answer with a key ({Keys}) or a request: curl -X POST {url}answer/500";

    public static string PortTaken(int port) => $"Something else listens on port {port} already. Choose another with --port.";

    public static string Answering(ListenAnswer answer) => $"Answering {answer.Name}: {answer.Meaning}.";

    public static string Of(SignatureVerdict verdict) => verdict switch
    {
        SignatureVerdict.Verified => "signature verifies",
        SignatureVerdict.Missing => "NOT SIGNED as Standard Webhooks asks",
        SignatureVerdict.Stale => "STALE: signed more than five minutes from now",
        _ => "DOES NOT VERIFY: another secret, or another body",
    };

    private static string Keys => string.Join(", ", ListenAnswer.All.Select(a => $"{a.Key} {a.Name}"));
}
