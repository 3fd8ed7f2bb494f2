using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskHub.Webhooks;

/// <summary>An attempt as the API shows it (contract, section 3).</summary>
public sealed record AttemptView
{
    public required int Number { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required int DurationMs { get; init; }
    public required int? StatusCode { get; init; }
    public required string? Error { get; init; }
    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }
    public required string RequestBody { get; init; }

    /// <summary>Null when no answer came.</summary>
    public required IReadOnlyDictionary<string, string>? ResponseHeaders { get; init; }

    public required string? ResponseBody { get; init; }

    /// <summary>Whether the answer was longer than what is kept of it.</summary>
    [JsonIgnore]
    public bool ResponseCut { get; init; }

    /// <summary>Whether someone asked for it.</summary>
    [JsonIgnore]
    public bool ByHand { get; init; }

    [JsonIgnore]
    public int? DnsMs { get; init; }

    [JsonIgnore]
    public int? ConnectMs { get; init; }

    [JsonIgnore]
    public int? TlsMs { get; init; }

    [JsonIgnore]
    public int? FirstByteMs { get; init; }

    [JsonIgnore]
    public bool Ok => Error is null;

    internal static AttemptView Of(Attempt attempt) => new()
    {
        Number = attempt.Number,
        StartedAt = attempt.StartedAt,
        DurationMs = attempt.DurationMs,
        StatusCode = attempt.StatusCode,
        Error = attempt.Error,
        RequestHeaders = Headers(attempt.RequestHeaders),
        RequestBody = attempt.RequestBody,
        ResponseHeaders = attempt.ResponseHeaders is { } headers ? Headers(headers) : null,
        ResponseBody = attempt.ResponseBody,
        ResponseCut = attempt.ResponseCut,
        ByHand = attempt.ByHand,
        DnsMs = attempt.DnsMs,
        ConnectMs = attempt.ConnectMs,
        TlsMs = attempt.TlsMs,
        FirstByteMs = attempt.FirstByteMs,
    };

    private static Dictionary<string, string> Headers(string stored) => JsonSerializer.Deserialize<Dictionary<string, string>>(stored) ?? [];
}
