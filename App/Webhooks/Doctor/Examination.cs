namespace TaskHub.Webhooks;

/// <summary>What the doctor thinks of one thing.</summary>
public enum Diagnosis
{
    Good,

    /// <summary>It works, and could be better.</summary>
    Advice,

    /// <summary>It loses events, or lets a stranger in.</summary>
    Bad,

    /// <summary>It could not be found out.</summary>
    Unknown,
}

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Check">Which: <c>name, connection, certificate, redirect, answer, latency, wrong_signature, stale_timestamp, duplicate</c>.</param>
/// <param name="Verdict">What came of it.</param>
/// <param name="Title">The finding in a few words.</param>
/// <param name="Text">What was seen.</param>
/// <param name="Advice">What to do; null where there is nothing to do.</param>
public sealed record Finding(string Check, Diagnosis Verdict, string Title, string Text, string? Advice = null);

/// <summary>What an examination of a receiver found.</summary>
public sealed record Examination(long WebHookId, DateTimeOffset ExaminedAt, IReadOnlyList<Finding> Findings)
{
    [System.Text.Json.Serialization.JsonPropertyOrder(-1)]
    public string Type => "Examination";

    /// <summary>Whether nothing bad was found.</summary>
    public bool Ok => Findings.All(f => f.Verdict != Diagnosis.Bad);
}
