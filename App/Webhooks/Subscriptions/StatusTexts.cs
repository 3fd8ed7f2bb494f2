namespace TaskHub.Webhooks;

/// <summary>The exact texts and colors of a webhook's status: other programs and people's eyes rely on them.</summary>
internal static class StatusTexts
{
    public const string Disabled = "Disabled";
    public const string Working = "Working";
    public const string Failing = "Working, but has failed attempts";

    public static string DisabledAutomatically(int errors) => $"Disabled automatically after {errors} errors";

    /// <summary>The text in the API; a webhook that disabled itself says so.</summary>
    public static string Of(WebhookStatus status, DisabledReason? reason, int disableAfter) => status switch
    {
        WebhookStatus.Disabled when reason == DisabledReason.Errors => DisabledAutomatically(disableAfter),
        WebhookStatus.Disabled => Disabled,
        WebhookStatus.Failing => Failing,
        _ => Working,
    };

    /// <summary>The text of the chip, which leaves the reason to the words beside it.</summary>
    public static string Chip(WebhookStatus status) => Of(status, null, 0);

    /// <summary>Why a webhook disabled itself, as short as it can be told beside the chip; null where a person did.</summary>
    public static string? ByItself(DisabledReason? reason, int disableAfter) => reason switch
    {
        DisabledReason.Errors => $"after {disableAfter} errors",
        DisabledReason.Gone => "gone (410)",
        DisabledReason.TestFailed => "test failed",
        _ => null,
    };

    public static string Color(WebhookStatus status) => status switch
    {
        WebhookStatus.Disabled => "gray",
        WebhookStatus.Failing => "orange",
        _ => "green",
    };
}
