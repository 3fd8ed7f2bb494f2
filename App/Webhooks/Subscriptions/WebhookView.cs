using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace TaskHub.Webhooks;

/// <summary>How a webhook is doing (contract, section 6).</summary>
public enum WebhookStatus
{
    Disabled,
    Working,

    /// <summary>Enabled, with errors since the last success or deliveries that wait for another try.</summary>
    Failing,
}

/// <summary>A webhook as the API shows it (contract, section 3); the pages show the same record.</summary>
public sealed record WebhookView
{
#pragma warning disable CA1822 // The serializer reads it.
    public string Type => "WebHook";
#pragma warning restore CA1822

    public required long Id { get; init; }
    public required long OrganizationId { get; init; }
    public required string Url { get; init; }
    public required string Description { get; init; }
    public required WebhookFormat Format { get; init; }
    public required IReadOnlyList<string> Events { get; init; }
    public required IReadOnlyList<long> ProjectIds { get; init; }

    public required WebhookStatus Status { get; init; }
    public required string StatusText { get; init; }

    /// <summary><c>gray</c>, <c>green</c> or <c>orange</c>.</summary>
    [AllowedValues("gray", "green", "orange")]
    public required string StatusColor { get; init; }

    public required int Errors { get; init; }
    public required DisabledReason? DisabledReason { get; init; }
    public required DateTimeOffset? DisabledAt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>One delivery at a time, in sequence.</summary>
    public required bool StrictOrder { get; init; }

    /// <summary>The most deliveries in a minute; null for no limit.</summary>
    public required int? RatePerMinute { get; init; }

    /// <summary>The signing secret, in the one answer that made it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>Until when an older secret signs too; null when none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    /// <summary>What the failed test said; for the pages.</summary>
    [JsonIgnore]
    public string? DisabledNote { get; init; }

    /// <summary>Why it disabled itself, in two words; null where a person did, or it is enabled. For the pages.</summary>
    [JsonIgnore]
    public string? DisabledByItself { get; init; }

    /// <summary>The view of one webhook.</summary>
    /// <param name="webhook">The webhook.</param>
    /// <param name="isRetrying">Whether any delivery of it waits for another try.</param>
    /// <param name="disableAfter">After how many errors in a row the hub disables.</param>
    /// <param name="now">The time.</param>
    internal static WebhookView Of(Webhook webhook, bool isRetrying, int disableAfter, DateTimeOffset now)
    {
        var status = !webhook.Enabled ? WebhookStatus.Disabled
            : webhook.Errors > 0 || isRetrying ? WebhookStatus.Failing
            : WebhookStatus.Working;
        return new WebhookView
        {
            Id = webhook.Id,
            OrganizationId = webhook.OrganizationId,
            Url = webhook.Url,
            Description = webhook.Description,
            Format = webhook.Format,
            Events = webhook.Events,
            ProjectIds = webhook.ProjectIds,
            StrictOrder = webhook.StrictOrder,
            RatePerMinute = webhook.RatePerMinute,
            Status = status,
            StatusText = StatusTexts.Of(status, webhook.DisabledReason, disableAfter),
            StatusColor = StatusTexts.Color(status),
            Errors = webhook.Errors,
            DisabledReason = webhook.DisabledReason,
            DisabledAt = webhook.DisabledAt,
            CreatedAt = webhook.CreatedAt,
            UpdatedAt = webhook.UpdatedAt,
            PreviousSecretUntil = webhook.PreviousSecret is not null && webhook.PreviousSecretUntil > now ? webhook.PreviousSecretUntil : null,
            DisabledNote = webhook.DisabledNote,
            DisabledByItself = status == WebhookStatus.Disabled ? StatusTexts.ByItself(webhook.DisabledReason, disableAfter) : null,
        };
    }
}
