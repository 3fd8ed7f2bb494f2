namespace TaskHub.Webhooks.Why;

/// <summary>Why a webhook got an event or not, in sentences for people.</summary>
internal static class WhyTexts
{
    public const string Lead = "What happened in this organization lately and did not go to this webhook, and why.";
    public const string AllForIt = "Every one of these events was for this webhook.";
    public const string NothingYet = "Nothing has happened in this organization yet.";
    public const string DeletedSince = " The webhook was deleted since.";
    public const string EveryWebhook = "This event and every webhook";
    public const string Cause = "What was done";

    /// <summary>What somebody did, after their name: "created".</summary>
    public static string Did(string type) => type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..];

    public const string NoWebhooks = "This organization had no webhooks then";
    public const string Events = "Events";
    public const string EventsLead = "Everything that happened in this organization, and what became of it for each webhook.";
    public const string NoSuchEvents = "No event is like that";
    public const string NoEvents = "Nothing has happened yet";
    public const string ToNobody = "no webhook";

    /// <summary>To how many webhooks an event went, by what became of it there.</summary>
    public static string Went(IReadOnlyList<DeliveryState> states) => states.Count == 0 ? ToNobody
        : string.Join(", ", states.GroupBy(s => s).OrderBy(g => g.Key).Select(g => $"{g.Count()} {DeliveryFilter.Name(g.Key)}"));

    public const string NotSent = "Not sent";
    public const string Back = "What did not go to this webhook";
    public const string LookFurther = "Look further back";

    /// <summary>How many of the events that were looked at went to the webhook.</summary>
    public static string Share(int looked, int got) =>
        looked == 1 ? $"The only event so far {(got == 1 ? "went" : "did not go")} to it."
        : $"Of the last {looked:N0} events {(got == 0 ? "none" : got == looked ? "all" : $"{got:N0}")} went to it.";

    /// <summary>The sentence of one outcome; a delivery tells how far it is.</summary>
    public static string Of(WhyOutcome outcome, string type, Delivery? delivery) => outcome switch
    {
        WhyOutcome.Sent when delivery is not null => Sent(delivery),
        WhyOutcome.Sent => "It was sent.",
        WhyOutcome.Canceled => delivery?.AttemptsCount > 0 ? $"It was canceled, after {Times(delivery.AttemptsCount)}." : "It was canceled before it was sent.",
        WhyOutcome.Held => "It is held: it leaves once the webhook is enabled.",
        WhyOutcome.FilteredByEvent => $"The webhook did not ask for {type}.",
        WhyOutcome.FilteredByProject => "It happened in a project that the webhook did not ask for.",
        WhyOutcome.DisabledByPerson => "An administrator had disabled the webhook then.",
        WhyOutcome.TestFailed => "The webhook was disabled then, because its test had failed.",
        WhyOutcome.CreatedLater => "The webhook was created later.",
        WhyOutcome.Removed => "It was for this webhook; its delivery is older than what is kept.",
        _ => "It did not go to this webhook; why was not kept at that time.",
    };

    /// <summary>What to do about it, as a link; null where there is nothing to mend.</summary>
    public static string? Mend(WhyOutcome outcome) => outcome switch
    {
        WhyOutcome.FilteredByEvent => "Choose its events",
        WhyOutcome.FilteredByProject => "Choose its projects",
        WhyOutcome.DisabledByPerson or WhyOutcome.TestFailed or WhyOutcome.Held => "Go to the webhook",
        _ => null,
    };

    /// <summary>Where to mend it.</summary>
    public static string MendUrl(WhyOutcome outcome, long organizationId, long webhookId) =>
        WebhookUrls.One(organizationId, webhookId) + (outcome is WhyOutcome.FilteredByEvent or WhyOutcome.FilteredByProject ? "?tab=settings" : "");

    private static string Sent(Delivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered when delivery.AttemptsCount == 1 => "It was delivered at the first attempt.",
        DeliveryState.Delivered => $"It was delivered; {Times(delivery.AttemptsCount)} in all.",
        DeliveryState.Retrying => $"It failed, after {Times(delivery.AttemptsCount)}, and is tried again.",
        DeliveryState.Failed => $"It failed for good, after {Times(delivery.AttemptsCount)}.",
        _ when delivery.AttemptsCount > 0 => "It is on its way again.",
        _ => "It is on its way.",
    };

    private static string Times(int attempts) => attempts == 1 ? "1 attempt" : $"{attempts:N0} attempts";
}
