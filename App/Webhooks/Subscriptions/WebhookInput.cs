namespace TaskHub.Webhooks;

/// <summary>What a person or program says of a webhook. To create one, null means the default; to edit one, unchanged.</summary>
public sealed record WebhookInput
{
    public string? Url { get; init; }
    public string? Description { get; init; }

    /// <summary><c>redbooth</c>, <c>worksection</c> or <c>full</c>.</summary>
    public string? Format { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>None means all projects.</summary>
    public IReadOnlyList<long>? ProjectIds { get; init; }

    /// <summary>The user of basic authentication; empty takes user and password away.</summary>
    public string? HttpUser { get; init; }

    public string? HttpPassword { get; init; }

    /// <summary>All custom headers; a value that is null keeps what the header of that name has now.</summary>
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>Only to create: a secret that the receiver knows already.</summary>
    public string? Secret { get; init; }

    /// <summary>One delivery at a time, in sequence.</summary>
    public bool? StrictOrder { get; init; }

    /// <summary>The most deliveries in a minute; 0 takes the limit away.</summary>
    public int? RatePerMinute { get; init; }

    /// <summary>False saves without a test.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>What a failed test does to the webhook that was to be enabled.</summary>
public enum FailedTest
{
    /// <summary>The act is refused, nothing is saved: the API.</summary>
    Refuses,

    /// <summary>It is saved disabled, with what the test said: the page.</summary>
    SavesDisabled,
}

/// <summary>A webhook after an act that may have tested it.</summary>
/// <param name="Webhook">As it is now.</param>
/// <param name="Test">The test, where one was sent.</param>
public sealed record TestedWebhook(WebhookView Webhook, AttemptView? Test);
