namespace TaskHub.Identity;

/// <summary>
/// One line of the audit: who did what, where, when, from where. Written in the transaction of the act; the database itself refuses to change
/// it, and to delete it within a year. It holds names as they were, never a secret.
/// </summary>
public sealed class AuditEntry
{
    public const int TextLength = 300;

    public long Id { get; init; }
    public DateTimeOffset At { get; set; }

    /// <summary>The organization whose administrators read it; null for what a person did with their account, which those of all their organizations read.</summary>
    public long? OrganizationId { get; init; }

    /// <summary>Who acted, or whose account it was; null when nobody who has an account.</summary>
    public long? UserId { get; init; }

    /// <summary>Their name at that time.</summary>
    public required string Who { get; init; }

    /// <summary>Their address at that time.</summary>
    public string? Email { get; init; }

    /// <summary>One of <see cref="Acts"/>.</summary>
    public required string Act { get; init; }

    /// <summary>Whom or what it was done to, by name.</summary>
    public string? Subject { get; init; }

    /// <summary>Where a member was removed: who, so that what they did with their account while they were one stays in the audit.</summary>
    public long? SubjectId { get; init; }

    /// <summary>Since when that person had been a member.</summary>
    public DateTimeOffset? SubjectSince { get; init; }

    /// <summary>What exactly: "participant → administrator".</summary>
    public string? Detail { get; init; }

    /// <summary>The address that asked for it; null for the command line.</summary>
    public string? Address { get; init; }

    /// <summary>By what: a browser, an access token by its last four characters.</summary>
    public string? Via { get; init; }
}
