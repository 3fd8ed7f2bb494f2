namespace TaskHub.Identity;

/// <summary>The answer to a request with an <c>Idempotency-Key</c>, kept so that a repetition is answered and not done again.</summary>
public sealed class RememberedAnswer
{
    public long Id { get; init; }
    public long TokenId { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of method, address and body: what the key stands for.</summary>
    public required byte[] Request { get; init; }

    /// <summary>0 as long as the request is under way, or when it was cut off.</summary>
    public int Status { get; set; }

    /// <summary>Without secrets.</summary>
    public string? Body { get; set; }

    public string? Location { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
}
