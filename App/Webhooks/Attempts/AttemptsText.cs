namespace TaskHub.Webhooks;

/// <summary>What people read around deliveries and attempts.</summary>
internal static class AttemptsText
{
    public const string CursorUnknown = "The cursor is not one that a list gave";
    public const string Cut = "The answer was longer than what is kept of it.";
    public const string NothingToRedeliver = "There is nothing to redeliver";
    public const string RedeliverAction = "Redeliver";
    public const string NotThere = "This delivery is not here";
    public const string NotThereWhy = "Its webhook was deleted, it is older than what is kept, or it never was in this organization.";
    public const string Sending = "Sending";
    public const string NoneYet = "The next change that this webhook asks for appears here by itself.";
    public const string NoneFound = "No delivery is like this. Take a filter away.";
    public const string SearchHint = "Task, text or delivery id";

    public static string Waits(DeliveryState state) => state switch
    {
        DeliveryState.Held => "It leaves once the webhook is enabled.",
        DeliveryState.Canceled => "It was canceled before it left. Redeliver sends it all the same.",
        _ => "It appears here by itself.",
    };

    public static string New(int count) => count == 1 ? "1 new delivery" : $"{count:N0} new deliveries";

    /// <summary>What a delivery is about: "TH-51", "comment 7".</summary>
    public static string Object(DeliveryView delivery) =>
        delivery.ObjectType == "task" ? $"TH-{delivery.ObjectId}" : $"{delivery.ObjectType} {delivery.ObjectId}";

    public static string RedeliverTitle(int count) => count == 1 ? "Redeliver one delivery?" : $"Redeliver {count:N0} deliveries?";

    public static string RedeliverMessage(bool isFiltered) =>
        (isFiltered ? "All that the filter finds" : "All of the history that is settled")
        + ", also beyond what is shown here, leave again under the same ids, oldest first. A receiver that has seen an id may skip it.";

    /// <summary>A day in words, for those who hear the page.</summary>
    public static string Day(WebhookHealth health) =>
        health.Attempts == 0 ? "No attempts in the last 24 hours" : $"Last 24 hours: {health.Attempts - health.Failed:N0} delivered, {health.Failed:N0} failed";

    public static string Hour(int ago, int good, int failed) =>
        $"{(ago <= 1 ? "This hour" : $"{ago - 1} h ago")}: {good:N0} delivered, {failed:N0} failed";

    public static string State(DeliveryState state) => state.ToString();

    public static string Redelivered(int count) => count == 1 ? "One delivery is sent again" : $"{count:N0} deliveries are sent again";

    public static string Canceled(int count) => count == 1 ? "One delivery was canceled" : $"{count:N0} deliveries were canceled";

    public static string Took(AttemptView attempt) => $"{AttemptTexts.Outcome(attempt)}, after {Duration(attempt.DurationMs)}.";

    /// <summary>A time taken, as short as it is exact: "12 ms", "1.24 s".</summary>
    public static string Duration(int milliseconds) =>
        milliseconds < 1000
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds} ms")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.##} s");
}
