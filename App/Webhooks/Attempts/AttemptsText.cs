using TaskHub.Webhooks.Attempts;

namespace TaskHub.Webhooks;

/// <summary>What people read around deliveries and attempts.</summary>
internal static class AttemptsText
{
    public const string CursorUnknown = "The cursor is not one that a list gave";
    public const string Cut = "The answer was longer than what is kept of it.";
    public const string NothingToRedeliver = "There is nothing to redeliver";
    public const string RedeliverAction = "Redeliver";
    public const string RedeliverQuestion = "Redeliver";
    public const string RedeliverMessage = "They leave again under the same ids, the oldest first, and new events go in between. A receiver that has seen an id may skip it.";
    public const string InTurn = "in turn";
    public const string SearchDeliveries = "Search deliveries";
    public const string SearchEvents = "Search events";
    public const string SearchEventsHint = "TH-…, a name, a text";
    public const string RedeliveryFollows = "It begins once the one before it has ended.";
    public const string RedeliveryWaits = "It goes on once the webhook is enabled.";
    public const string RedeliveryPauses = "Paused: what was queued already leaves, and nothing more until you resume it.";
    public const string RedeliveryCautious = "The webhook fails: one delivery at a time is tried, on the schedule of its probes.";
    public const string Pause = "Pause";
    public const string Resume = "Resume";
    public const string Collapse = "Only the latest state of each task";
    public const string CollapseHint =
        "Of each task and comment only the newest delivery leaves, and none at all if something newer of it has arrived or is on its way. Fits formats "
        + "with a body that names or holds the whole object; one that tells only what changed, as Worksection's does, loses the steps between.";
    public const string AllSettled = "Delivered, failed and canceled";
    public const string AllLost = "Failed and canceled";
    public const string Counting = "Counting…";
    public const string NotThere = "This delivery is not here";
    public const string NotThereWhy = "Its webhook was deleted, it is older than what is kept, or it never was in this organization.";
    /// <summary>Between a failure and what came of a later attempt.</summary>
    public const string ThenWell = ", then ";

    public const string Sending = "Sending";
    public const string Live = "Live";
    public const string Paused = "Paused";
    public const string LetNewIn = "Show new deliveries as they come";
    public const string HoldNewBack = "Hold new deliveries back";
    public const string ByHand = "by hand";
    public const string UnderWay = "Being sent…";
    public const string HeldUntilEnabled = "Held until the webhook is enabled";
    public const string NextTry = "Next try";
    public const string NextTryAtOnce = "Next try at once";
    public const string NoneYetTitle = "No deliveries yet";
    public const string NoneFoundTitle = "Nothing found";
    public const string NoneYet = "The next change that this webhook asks for appears here by itself.";
    public const string NoneFound = "No delivery is like this. Take a filter away.";
    public const string SearchHint = "TH-51, text in a body, or an id";

    public const string ShowMore = "Show more";
    public const string LookFurther = "Look further back";
    public const string LookedBackTo = "Looked back to";
    public const string BackToNewest = "Back to the newest";
    public const string ClearFilter = "Clear the filter";

    public static string Shown(int count, bool all) => all ? (count == 1 ? "One delivery" : $"{count:N0} deliveries") : $"{count:N0} shown, newest first";

    public const string ExportTitle = "Export deliveries";
    public const string ExportAction = "Export";
    public const string ExportFormat = "Format";
    public const string ExportNote = "What the list is filtered to, newest first. Secrets in headers stay hidden.";

    /// <summary>The files that there are: their ending, their name, what is in them.</summary>
    public static IReadOnlyList<(string Kind, string Name, string Hint)> ExportKinds { get; } =
    [
        ("csv", "CSV", "A line for each attempt, for a spreadsheet: no headers, no bodies."),
        ("jsonl", "JSON Lines", "A line for each delivery as the API shows it, with both sides of every attempt."),
    ];

    public static string ExportCount(int? count) => count switch
    {
        null => "As many as the search finds.",
        0 => "There is nothing to export.",
        1 => "One delivery.",
        var n => $"{n:N0} deliveries.",
    };

    public static string ExportProgress(DeliveryExport export, int? count) =>
        count is { } all ? $"{export.Written:N0} of {all:N0} written" : $"{export.Written:N0} written";

    public static string ExportEnded(DeliveryExport export) =>
        export.IsDone ? $"{export.Written:N0} {(export.Written == 1 ? "delivery" : "deliveries")} written." : $"Stopped after {export.Written:N0}; the file is not whole.";

    public const string Tried = "Tried from";
    public const string TriedTo = "to";
    public const string AnyAttempt = "Whenever tried";

    public const string OutcomeHint = "2xx: the last attempt. Others: the last attempt that failed, also where a later one succeeded; choose a state to tell them apart.";

    public static string NotUnderstood(string part) => part == "task" ? "A task is named by its number" : $"{part} is a time such as 2026-12-01T15:00:00Z, or how long ago, such as 24h";

    public static string Backwards(string until, string since) => $"{until} is before {since}: nothing can lie between them";

    public static string CodeUnknown(string code) => $"There is no class of codes {code}: it is 2xx, 3xx, 4xx or 5xx";

    public static string ErrorUnknown(string error) => $"There is no kind of error {error}";

    public static string NoSuchDelivery(string id) => $"There is no delivery {id} of this webhook";

    public static string TooManyIds(int most) => $"At most {most:N0} deliveries at once";

    /// <summary>Stands for a time that is chosen exactly.</summary>
    public const int CertainTime = -1;

    /// <summary>How far back, in hours; 0 for all.</summary>
    public static IReadOnlyList<(int Hours, string Words)> Spans { get; } =
    [
        (0, "Any time"), (1, "The last hour"), (6, "The last 6 hours"), (24, "The last 24 hours"), (72, "The last 3 days"), (168, "The last 7 days"),
        (CertainTime, "A certain time"),
    ];

    public const string NothingToCancel = "This delivery waits for nothing, so there is nothing to cancel";
    public const string CancelTitle = "Cancel this delivery?";
    public const string CancelAction = "Cancel the delivery";
    public const string CancelKeep = "Keep it";
    public const string CancelDone = "Canceled: it does not leave by itself any more";
    public const string CancelMessage = "It is not tried any more, and those that wait behind it go on. The receiver finds it missing in its numbers. Redeliver still sends it.";
    public const string AskedToWait = "the receiver asked to wait so long";
    public const string NeverLeft = "Prepared, but it never left the hub: no connection came about.";
    public const string AddressThen = "The webhook's url then; it has another now.";
    public const string AddressNotKept = "Not kept";
    public const string OnlyHostKept = "Of attempts that old only the host was kept.";
    public const string CurlLabel = "Copy this request as a curl command, with ••• in place of secrets";

    /// <summary>What one must know who runs the command. A shell that takes no comments stumbles over nothing in it.</summary>
    public const string CurlSecrets = "# Put the secrets in place of the dots.";
    public const string CurlSignature = "# A receiver refuses the signature five minutes after webhook-timestamp.";

    public const string Expunged = "Expunged";
    public const string WaitsItsTurn = "This webhook keeps strict order: the delivery leaves after those before it.";
    public const string AskedForAlready = "This delivery is on its way again already";
    public const string ExpungedStays = "The bodies of this delivery were expunged, so it cannot be sent again";
    public const string NeverAgain = "It cannot be sent again.";
    public const string ExpungeAction = "Expunge bodies";
    public const string ExpungeDone = "Expunged: the bodies are gone from the database";

    public static string ExpungeTitle(DeliveryView delivery) => delivery.Attempts.Count switch
    {
        0 => "Expunge the body of this delivery?",
        1 => "Expunge the bodies of one attempt?",
        var n => $"Expunge the bodies of {n:N0} attempts?",
    };

    /// <summary>Names what goes, what stays, and what it means.</summary>
    public static string ExpungeMessage(DeliveryView delivery) =>
        "The request and response bodies of this delivery are removed from the database at once, and so are the texts of its event in the history "
        + "unless another delivery of that event has its bodies still. Headers, times and outcomes stay. "
        + (delivery.State is DeliveryState.Pending or DeliveryState.Retrying or DeliveryState.Held ? "It still waits: it is canceled. " : "")
        + "It can never be sent again, and this cannot be undone. Backups that were made before still have them.";

    public static string ExpungedBy(DeliveryView delivery) => delivery.ExpungedBy is { } name ? $"Bodies removed by {name} on" : "Bodies removed on";

    public static string Waits(DeliveryState state) => state switch
    {
        DeliveryState.Held => "It leaves once the webhook is enabled.",
        DeliveryState.Canceled => "It was canceled before it left. Redeliver sends it all the same.",
        _ => "It appears here by itself.",
    };

    public static string New(int count) => count == 1 ? "1 new delivery" : $"{count:N0} new deliveries";

    /// <summary>What a delivery is about: "TH-51", "comment 7".</summary>
    public static string Object(DeliveryView delivery) => Object(delivery.ObjectType, delivery.ObjectId);

    public static string Object(string type, string id) => type == "task" ? $"TH-{id}" : $"{type} {id}";

    public static string Select(DeliveryView delivery) => $"Select {delivery.Event} of {Object(delivery)}, number {delivery.Sequence}";

    public static string Selected(int count) => $"{count:N0} selected";

    public static string RedeliverCount(int count) => count == 0 ? RedeliverAction : count == 1 ? "Redeliver one delivery" : $"Redeliver {count:N0} deliveries";

    /// <summary>What a redelivery would be, before one agrees to it.</summary>
    public static string Planned(RedeliveryPlan plan) =>
        plan.Count == 0 ? NothingToRedeliver
        : (plan.Count == 1 ? "One delivery" : $"{plan.Count:N0} deliveries") + (plan.Takes is { } time ? $", at least {Span(time)} at the webhook's pace" : "") + ".";

    /// <summary>What of the page's filter counts for a redelivery too.</summary>
    public static string? Narrowed(DeliveryFilter filter)
    {
        string?[] parts =
        [
            filter.Event, filter.Code, filter.Error is { } error ? AttemptTexts.Kind(error) : null, filter.TaskId is { } task ? $"TH-{task}" : null,
            string.IsNullOrWhiteSpace(filter.Q) ? null : $"“{filter.Q.Trim()}”",
        ];
        var all = string.Join(", ", parts.OfType<string>());
        return all.Length == 0 ? null : $"Only {all}, as the list is filtered.";
    }

    public static string Progress(RedeliveryView redelivery) =>
        $"{redelivery.Sent:N0} of {redelivery.Count:N0} sent again" + (redelivery is { Left: { } time, State: RedeliveryState.Running } ? $", at least {Span(time)} left" : "");

    /// <summary>The one that ended last, before the time at which it did.</summary>
    public static string LastRedelivery(RedeliveryView redelivery) =>
        $"{RedeliveryOf(redelivery.Id)}: {redelivery.Sent:N0} of {redelivery.Count:N0} sent again, {(redelivery.State == RedeliveryState.Stopped ? "stopped" : "finished")}";

    /// <summary>What is folded away: those that ended before.</summary>
    public static string EarlierRedeliveries(int count) => count == 1 ? "One earlier redelivery" : $"{count:N0} earlier redeliveries";

    /// <summary>What its bar is called.</summary>
    public static string RedeliveryOf(long id) => $"Redelivery {id}";

    /// <summary>What a redelivery was for, for the audit.</summary>
    public static string RedeliveryFor(int count, DeliveryFilter filter)
    {
        string?[] parts =
        [
            filter.Ids is not null ? "selected" : null, filter.State, filter.Event, filter.Code, filter.Error, filter.TaskId is { } task ? $"TH-{task}" : null,
            filter.Since is { } since ? $"since {Minute(since)}" : null, filter.Until is { } until ? $"before {Minute(until)}" : null,
            string.IsNullOrWhiteSpace(filter.Q) ? null : $"“{filter.Q.Trim()}”", filter.Collapse ? "the newest state of each" : null,
        ];
        return string.Join(", ", [count == 1 ? "One delivery" : $"{count:N0} deliveries", .. parts.OfType<string>()]);
    }

    private static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture);

    public static string RedeliveryEnded(RedeliveryView redelivery) => $"{redelivery.Sent:N0} of {redelivery.Count:N0} deliveries were sent again";

    public static string RedeliveryStopped(RedeliveryView redelivery) =>
        $"Stopped: {redelivery.Sent:N0} of {redelivery.Count:N0} were sent again, the others are what they were";

    /// <summary>A span of time in one round figure: "5 seconds", "3 hours".</summary>
    public static string Span(TimeSpan time)
    {
        var (figure, unit) = time switch
        {
            { TotalSeconds: < 90 } => (time.TotalSeconds, "second"),
            { TotalMinutes: < 90 } => (time.TotalMinutes, "minute"),
            { TotalHours: < 48 } => (time.TotalHours, "hour"),
            _ => (time.TotalDays, "day"),
        };
        var round = Math.Max(1, Math.Round(figure));
        return $"{round:N0} {unit}{(round == 1 ? "" : "s")}";
    }

    public static string State(DeliveryState state) => state.ToString();

    public static string Redelivered(int count) =>
        count switch { 0 => NothingToRedeliver, 1 => "One delivery is on its way again", _ => $"{count:N0} deliveries are on their way again" };

    public static string Canceled(int count) => count == 1 ? "One delivery was canceled" : $"{count:N0} deliveries were canceled";

    public static string Took(AttemptView attempt) => $"{AttemptTexts.Outcome(attempt)}, after {Duration(attempt.DurationMs)}.";

    /// <summary>A time taken, as short as it is exact: "12 ms", "1.24 s".</summary>
    public static string Duration(int milliseconds) =>
        milliseconds < 1000
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds} ms")
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{milliseconds / 1000.0:0.##} s");
}
