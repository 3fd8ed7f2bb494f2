using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>How the body of a request is written (contract, section 5).</summary>
public enum WebhookFormat
{
    Redbooth = 0,
    Worksection = 1,
    Full = 2,
}

/// <summary>Why a webhook is disabled.</summary>
public enum DisabledReason
{
    ByPerson = 1,
    Errors = 2,
    Gone = 3,
    TestFailed = 4,
}

/// <summary>A webhook: a url of a receiver, and which events of one organization are posted to it.</summary>
public sealed class Webhook
{
    public const int UrlLength = 2048;
    public const int DescriptionLength = 500;
    public const int MostPerMinute = 60_000;

    public long Id { get; init; }
    public long OrganizationId { get; init; }
    public required string Url { get; set; }
    public string Description { get; set; } = string.Empty;
    public WebhookFormat Format { get; set; }

    /// <summary>The kinds of events it wants.</summary>
    public List<string> Events { get; set; } = [];

    /// <summary>The projects whose events it wants; none means all.</summary>
    public List<long> ProjectIds { get; set; } = [];

    public string? HttpUser { get; set; }

    /// <summary>Protected: the password of basic authentication.</summary>
    public string? HttpPassword { get; set; }

    /// <summary>Protected: the custom headers, as a JSON object.</summary>
    public string? Headers { get; set; }

    /// <summary>Protected: the signing secret.</summary>
    public required string Secret { get; set; }

    /// <summary>Protected: those before it that still sign, each with its end.</summary>
    public string? PreviousSecret { get; set; }

    /// <summary>The last of those ends.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; set; }

    /// <summary>The sequence number of its newest delivery; numbers begin at 1 and leave no gap.</summary>
    public long LastSequence { get; set; }

    /// <summary>The highest sequence number that retention removed; 0 for none. Above it every number still has its delivery.</summary>
    public long RemovedSequence { get; set; }

    /// <summary>One delivery at a time, in sequence: one that fails keeps the others waiting until it succeeds or fails for good.</summary>
    public bool StrictOrder { get; set; }

    /// <summary>The most deliveries in a minute; null means as many as the receiver takes.</summary>
    public int? RatePerMinute { get; set; }

    public bool Enabled { get; set; }

    /// <summary>When it was enabled last; what was held then leaves one after the other at first.</summary>
    public DateTimeOffset? EnabledAt { get; set; }

    public DisabledReason? DisabledReason { get; set; }
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>What the failed test said, when that is the reason.</summary>
    public string? DisabledNote { get; set; }

    /// <summary>Failed attempts in a row.</summary>
    public int Errors { get; set; }

    /// <summary>When the last counted error was recorded: attempts that were already under way then are no further error.</summary>
    public DateTimeOffset? LastErrorAt { get; set; }

    public DateTimeOffset? LastAttemptAt { get; set; }
    public DateTimeOffset? LastSuccessAt { get; set; }

    /// <summary>Nothing is sent before this time: the next probe of a failing webhook, or what <c>Retry-After</c> asked for.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>When the receiver's certificate ends, as the newest connection to this url showed it.</summary>
    public DateTimeOffset? CertificateUntil { get; set; }

    /// <summary>When that connection was opened.</summary>
    public DateTimeOffset? CertificateSeenAt { get; set; }

    public long CreatedById { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>Whether an event is of a kind, and in a project, that it wants. An organization's webhook never sees another's events.</summary>
    public bool Wants(Event e) =>
        e.OrganizationId == OrganizationId && Events.Contains(e.Type) && (ProjectIds.Count == 0 || ProjectIds.Contains(e.ProjectId));
}
