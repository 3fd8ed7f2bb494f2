namespace TaskHub.Webhooks.Attempts;

/// <summary>A part of the time of an attempt.</summary>
/// <param name="Name">What was done in it.</param>
/// <param name="Class">Its color, by name.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record AttemptPhase(string Name, string Class, int Milliseconds)
{
    /// <summary>The parts that are known, in their order. The first byte is counted from the request, so the connection is taken off it.</summary>
    public static IReadOnlyList<AttemptPhase> Of(AttemptView attempt)
    {
        var connection = (attempt.DnsMs ?? 0) + (attempt.ConnectMs ?? 0) + (attempt.TlsMs ?? 0);
        (string Name, string Class, int? Milliseconds)[] all =
        [
            ("Name server", "dns", attempt.DnsMs),
            ("Connection", "connect", attempt.ConnectMs),
            ("Handshake", "tls", attempt.TlsMs),
            ("Waiting", "wait", attempt.FirstByteMs - connection),
            ("Reading", "read", attempt.DurationMs - attempt.FirstByteMs),
        ];
        return [.. all.Where(p => p.Milliseconds > 0).Select(p => new AttemptPhase(p.Name, p.Class, p.Milliseconds!.Value))];
    }
}
