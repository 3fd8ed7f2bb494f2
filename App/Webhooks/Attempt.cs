namespace TaskHub.Webhooks;

/// <summary>One request to a receiver and what came of it.</summary>
public sealed class Attempt
{
    public long Id { get; init; }
    public long DeliveryId { get; init; }
    public long WebhookId { get; init; }

    /// <summary>1 for the first attempt of its delivery.</summary>
    public int Number { get; init; }

    public DateTimeOffset StartedAt { get; init; }
    public int DurationMs { get; init; }

    /// <summary>The parts of the time taken, in ms; null where a connection that was already open needed none, or where it did not come to it.</summary>
    public int? DnsMs { get; init; }

    public int? ConnectMs { get; init; }
    public int? TlsMs { get; init; }

    /// <summary>From the request, connection included, to the first byte of the answer.</summary>
    public int? FirstByteMs { get; init; }

    public int? StatusCode { get; init; }

    /// <summary>Where it was sent, as the webhook's url was then; null for attempts from before that was kept.</summary>
    public string? Url { get; init; }

    /// <summary>Null for a success, else one of <c>dns, refused_address, connect, tls, timeout, http_status, redirect, bad_answer, too_large</c>.</summary>
    public string? Error { get; init; }

    /// <summary>JSON objects of headers, secrets in them shown as <c>•••</c>.</summary>
    public required string RequestHeaders { get; init; }

    public required string RequestBody { get; init; }
    public string? ResponseHeaders { get; init; }
    public string? ResponseBody { get; init; }

    /// <summary>Whether the answer was longer than what is kept of it.</summary>
    public bool ResponseCut { get; init; }

    public bool ByHand { get; init; }
}
