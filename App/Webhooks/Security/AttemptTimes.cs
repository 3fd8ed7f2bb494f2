namespace TaskHub.Webhooks.Security;

/// <summary>The parts of the time that an attempt took.</summary>
/// <param name="Dns">Finding the addresses of the host; null for a literal address and on a kept connection.</param>
/// <param name="Connect">Reaching one of them; null on a kept connection.</param>
/// <param name="Tls">The handshake; null for http and on a kept connection.</param>
/// <param name="FirstByte">From the beginning of the attempt to the head of the answer; null when none came.</param>
public readonly record struct AttemptTimes(TimeSpan? Dns, TimeSpan? Connect, TimeSpan? Tls, TimeSpan? FirstByte)
{
    /// <summary>All that happened before the request itself could go out.</summary>
    public TimeSpan BeforeRequest => (Dns ?? TimeSpan.Zero) + (Connect ?? TimeSpan.Zero) + (Tls ?? TimeSpan.Zero);
}
