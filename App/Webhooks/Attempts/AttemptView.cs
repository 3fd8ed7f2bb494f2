using System.Text.Json;
using System.Text.Json.Serialization;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>An attempt as the API shows it (contract, section 3).</summary>
public sealed record AttemptView
{
    public required int Number { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required int DurationMs { get; init; }
    public required int? StatusCode { get; init; }
    public required string? Error { get; init; }

    /// <summary>Where it was sent, as the webhook's url was then; null for attempts from before that was kept.</summary>
    public string? Url { get; init; }

    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }
    public required string RequestBody { get; init; }

    /// <summary>Null when no answer came.</summary>
    public required IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    public required string? ResponseBody { get; init; }

    /// <summary>Whether the answer was longer than what is kept of it; its text ends with a mark then.</summary>
    public required bool ResponseCut { get; init; }

    public required AttemptTiming Timing { get; init; }

    /// <summary>Whether someone asked for it.</summary>
    [JsonIgnore]
    public bool ByHand { get; init; }

    /// <summary>Whether it left the hub at all: without keys that open the webhook's secrets nothing does.</summary>
    [JsonIgnore]
    public bool WasSent => RequestHeaders.Count > 0;

    /// <summary>
    /// Whether the receiver may have read anything of it: not when no safe connection with it came about. A connection that broke off later is
    /// called <c>connect</c> too; then the time of its making is known, or it was a kept one and no name was looked up.
    /// </summary>
    [JsonIgnore]
    public bool Left => WasSent && Error is not ("dns" or "refused_address" or "tls") && !(Error == "connect" && Timing is { DnsMs: not null, ConnectMs: null });

    [JsonIgnore]
    public bool Ok => Error is null;

    internal static AttemptView Of(Attempt attempt) => new()
    {
        Number = attempt.Number,
        StartedAt = attempt.StartedAt,
        DurationMs = attempt.DurationMs,
        StatusCode = attempt.StatusCode,
        Error = attempt.Error,
        Url = attempt.Url,
        RequestHeaders = Headers(attempt.RequestHeaders),
        RequestBody = attempt.RequestBody,
        ResponseHeaders = attempt.ResponseHeaders is { } headers ? Redaction.Hide(Headers(headers)) : null,
        ResponseBody = attempt.ResponseBody,
        ResponseCut = attempt.ResponseCut,
        Timing = new AttemptTiming(attempt.DnsMs, attempt.ConnectMs, attempt.TlsMs, attempt.FirstByteMs),
        ByHand = attempt.ByHand,
    };

    /// <summary>
    /// Without the secrets of its webhook. What is recorded now has none; a hub of earlier knew fewer notations, or recorded answers as they came.
    /// </summary>
    internal AttemptView Without(Redaction secrets)
    {
        Dictionary<string, string>? headers = ResponseHeaders is null ? null : [];
        foreach (var (name, value) in ResponseHeaders ?? new Dictionary<string, string>())
        {
            headers![secrets.Hide(name)] = secrets.Hide(value);
        }

        return this with { ResponseHeaders = headers, ResponseBody = ResponseBody is { } body ? secrets.Hide(body) : null };
    }

    private static Dictionary<string, string> Headers(string stored) => JsonSerializer.Deserialize<Dictionary<string, string>>(stored) ?? [];
}

/// <summary>
/// Where an attempt's time went, in ms; the whole is its duration. Null for what a kept connection needed none of, and for what it did not
/// come to.
/// </summary>
/// <param name="DnsMs">Finding the addresses of the host.</param>
/// <param name="ConnectMs">Reaching one of them.</param>
/// <param name="TlsMs">The handshake.</param>
/// <param name="FirstByteMs">From the beginning of the attempt to the head of the answer.</param>
public sealed record AttemptTiming(int? DnsMs, int? ConnectMs, int? TlsMs, int? FirstByteMs);
