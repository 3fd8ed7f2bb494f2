namespace TaskHub.Webhooks;

/// <summary>What people read while they set up a webhook and when it is in trouble.</summary>
internal static class SubscriptionTexts
{
    public const string UrlMissing = "A url is needed";
    public const string DescriptionTooLong = "A description has at most 500 characters";
    public const string FormatUnknown = "The format is redbooth, worksection or full";
    public const string NoEvents = "Choose at least one event";
    public const string ProjectUnknown = "One of the projects is not in this organization";
    public const string ProjectIdsUnread = "project_ids must be numbers with commas between them";
    public const string EventOfId = "event_id needs the event that it is of";
    public const string NoProjects = "Choose at least one project, or all of them";
    public const string HeaderNotKept = "This header has no value yet";
    public const string RateOutOfRange = "A rate is a whole number from 1 to 60,000 deliveries in a minute; without one there is no limit";
    public const string PasswordWithoutUser = "A password needs a user name";

    public const string ChangedMeanwhile = "The webhook was changed while it was tested; look again and repeat";
    public const string NotWhileDisabled = "The webhook is disabled; enable it first";
    public const string UnderWay = "An attempt of this delivery is under way";

    public const string NoAttemptYet = "none yet";
    public const string Now = "now";
    public const string NoWebhooks = "None yet.";
    public const string LastSuccess = ", last success";
    public const string Well = "Nothing fails.";
    public const string LastTaken = " The receiver took the last delivery";
    public const string NextTry = ", next try";
    public const string IfNoneSucceeds = " If none succeeds, that is";
    public const string Create = "Create a new web hook";
    public const string NotThere = "This webhook is not here";
    public const string NotThereWhy = "It was deleted, or it never was in this organization.";
    public const string Enabled = "Enabled: the test succeeded, and what was held is on its way";
    public const string DisabledNow = "Disabled: nothing more is sent, and what waits is held";
    public const string Saved = "Saved";
    public const string NewUrlIsTested = "A new url is tested first, and kept only if the test succeeds.";
    public const string DeleteAction = "Delete webhook";
    public const string CancelAction = "Cancel what is held";
    public const string CancelKeep = "Keep it";
    public const string CancelMessage = "They are not sent when the webhook is enabled. Each can still be redelivered by hand.";
    public const string RotateTitle = "Make a new secret?";
    public const string RotateAction = "Make a new secret";
    public const string NoneYet = "It posts what happens to tasks, comments and projects to a program of yours, within a second.";
    public const string CreateLead = "A signed test is sent first. It is saved either way; when the test fails, disabled.";
    public const string UrlHint = "A program of yours that takes POST requests.";
    public const string BasicHint = "For basic authentication";
    public const string StrictOrderHint = "One delivery at a time, in sequence. One that fails keeps all the others waiting until it succeeds or fails for good.";
    public const string RateHint = "Deliveries in a minute, evenly spread. Leave it empty and they go as fast as the receiver takes them.";
    public const string SecretHint = "Only if the receiver has one already; else one is made.";
    public const string SecretOnce = "This is the only time it is shown. The receiver needs it to verify the signature.";
    public const string RotateHint = "A new secret is made and shown once. For as long as you choose, every request is signed with both, so nothing is lost while you change over.";
    public const string OverlapLabel = "The present secret stays live";
    public const string OverlapOutOfRange = "The overlap is 0 to 168 whole hours";
    public const string ExpireTitle = "End the older secrets now?";
    public const string ExpireMessage = "From now on requests are signed with the newest secret alone. A receiver that knows only an older one will refuse them.";
    public const string ExpireAction = "End them now";
    public const string Expired = "The newest secret alone signs now";
    public const string SigningHint = "Every request is signed as Standard Webhooks describes: HMAC-SHA256 over webhook-id, webhook-timestamp and the body, in webhook-signature.";

    public const string Newest = "Newest";
    public const string Older = "Older";
    public const string NewestHint = "Signs every request.";
    public const string OlderHint = "Signs every request as well.";
    public const string NoEnd = "no end";
    public const string EndNow = "End now…";
    public const string RotateOpen = "Make a new secret…";
    public const string VerifyTitle = "Verify in your receiver";
    public const string VerifyLead = "Over the raw body, before any JSON parser. This code is tried against TaskHub itself, and takes several secrets, so that nothing is lost while you change over.";

    /// <summary>What the audit says of a new one: where it posts what, as far as that may be said.</summary>
    public static string Made(Webhook webhook) =>
        $"{(webhook.Enabled ? "enabled" : "disabled")}, to {Subscriptions.WebhookAccess.HostOf(webhook.Url)}, {webhook.Format.ToString().ToLowerInvariant()}: {string.Join(", ", webhook.Events)}";

    public static string OverlapOption(int hours) => hours == 0 ? "The present one ends at once" : $"The present one stays {Overlap(hours)}";

    public static string Signatures(int count) => count == 1 ? "v1,… one signature" : $"v1,… v1,… one signature for each of the {count} live secrets";

    /// <summary>How long the present secret stays live, in words for a choice.</summary>
    public static string Overlap(int hours) => hours switch
    {
        0 => "not at all",
        1 => "for an hour",
        < 48 => $"for {hours} hours",
        _ => $"for {hours / 24} days",
    };

    public static string TooManyTests(TimeSpan wait) =>
        $"One person can have a webhook tested ten times a minute; try again in {Math.Ceiling(wait.TotalSeconds):0} seconds";

    public static string RotateMessage(int overlapHours) => overlapHours == 0
        ? "Requests are signed with the new secret alone, from the next one on. A receiver that does not know it yet will refuse them."
        : $"Requests are signed with the new secret, and {Overlap(overlapHours)} with the present one as well.";

    public static string EventUnknown(string name) => $"There is no event {name}";

    public static string StateUnknown(string name) => $"There is no state {name}";

    /// <summary>What a format is good for, in a sentence.</summary>
    public static string FormatHint(WebhookFormat format) => format switch
    {
        WebhookFormat.Redbooth => "Type, id, url and action. The receiver fetches the rest from the API.",
        WebhookFormat.Worksection => "What changed, old and new, as Worksection sends it. Wants {\"status\":\"OK\"} in return.",
        _ => "The whole object, who did it and what changed.",
    };

    public static string FormatName(WebhookFormat format) => format.ToString();

    public static string DisabledBecause(WebhookView webhook, int disableAfter) => webhook.DisabledReason switch
    {
        DisabledReason.Errors => StatusTexts.DisabledAutomatically(disableAfter),
        DisabledReason.Gone => "The receiver answered 410 Gone",
        DisabledReason.TestFailed => webhook.DisabledNote ?? "The test failed",
        _ => "By an administrator",
    };

    public static string InProjects(int count) => count == 1 ? ", one project" : $", {count} projects";

    /// <summary>What slows a webhook down by choice, or nothing.</summary>
    public static string Pace(WebhookView webhook) => (webhook.StrictOrder, webhook.RatePerMinute) switch
    {
        (false, null) => "",
        (true, null) => "in strict order",
        (false, { } rate) => $"at most {rate:N0} a minute",
        (true, { } rate) => $"in strict order, at most {rate:N0} a minute",
    };

    public static string ErrorsInARow(int errors) => errors == 1 ? "1 error" : $"{errors} errors in a row";

    public static string LookAtAttempts(int left) =>
        left == 1 ? "See what the receiver answered; one more error disables it." : $"See what the receiver answered; {left} more errors in a row disable it.";

    public static string SomeRefused(int count) =>
        count == 1 ? "One delivery was refused and waits for another try; the others get through."
        : $"{count} deliveries were refused and wait for another try; the others get through.";

    public static string? HowToEnable(WebhookView webhook, int held)
    {
        var kept = held switch { 0 => null, 1 => "One delivery is held and leaves once it is enabled.", _ => $"{held:N0} deliveries are held and leave, oldest first, once it is enabled." };
        return webhook.DisabledReason switch
        {
            DisabledReason.Errors when webhook.StrictOrder && held > 0 =>
                $"Repair the receiver, then enable. {kept} In strict order it begins with the one that failed: cancel that delivery, if the receiver can never take it.",
            DisabledReason.Errors => $"Repair the receiver, then enable. {kept}".TrimEnd(),
            DisabledReason.Gone => $"The receiver wants no more. Give its new url, or delete the webhook. {kept}".TrimEnd(),
            DisabledReason.TestFailed => $"Repair the receiver or the url, then enable. {kept}".TrimEnd(),
            _ => kept,
        };
    }

    public const string DisableAction = "Disable webhook";

    public static string DisableTitle(WebhookView webhook) => $"Disable {NameOf(webhook)}?";

    /// <summary>What is kept and, above all, what is not: events that happen meanwhile are gone for this webhook.</summary>
    public static string DisableMessage(WebhookQueue queue) =>
        (queue.Waiting switch
        {
            0 => "Nothing more is sent. ",
            1 => "Nothing more is sent. The delivery that waits is held, and leaves once it is enabled. ",
            var n => $"Nothing more is sent. The {n:N0} deliveries that wait are held, and leave once it is enabled. ",
        })
        + "What happens while a person has it disabled is not for it: those events are not held and are never sent to it, not later either. The tab Why will name them.";

    public static string CancelTitle(int held) => held == 1 ? "Cancel the delivery that is held?" : $"Cancel {held:N0} deliveries that are held?";

    /// <summary>Why the hub disabled a webhook by itself, for the audit.</summary>
    public static string DisabledBecause(DisabledReason reason, int errors) =>
        reason == DisabledReason.Gone ? "the receiver answered 410: it wants no more" : $"after {errors} errors in a row";

    /// <summary>What changed of a webhook, for the audit.</summary>
    public static string FieldChange(string field) => $"{field} changed";

    /// <inheritdoc cref="FieldChange(string)"/>
    public static string FieldChange(string field, string? before, string? after) => $"{field}: {Word(before)} → {Word(after)}";

    /// <inheritdoc cref="FieldChange(string)"/>
    public static string UrlChange(string before, string after) => before == after ? $"url on {after} changed" : $"url: {before} → {after}";

    /// <inheritdoc cref="FieldChange(string)"/>
    public static string ListChange(string field, IEnumerable<string> added, IEnumerable<string> removed) =>
        $"{field}: {string.Join(" ", [.. added.Select(a => $"+{a}"), .. removed.Select(r => $"−{r}")])}";

    private static string Word(string? value) => string.IsNullOrEmpty(value) ? "none" : value;

    public static string Deleted(WebhookView webhook) => $"{NameOf(webhook)} is deleted";

    public static string DeleteTitle(WebhookView webhook) => $"Delete {NameOf(webhook)}?";

    public static string DeleteMessage(WebhookQueue queue) => (queue.Waiting + queue.Held) switch
    {
        0 => "Nothing more is sent, and its history of deliveries goes with it. This cannot be undone.",
        1 => "One delivery that waits is canceled, and the history of deliveries goes with it. This cannot be undone.",
        var n => $"{n:N0} deliveries that wait are canceled, and the history of deliveries goes with it. This cannot be undone.",
    };

    /// <summary>What people call a webhook: its description, or the host that it posts to.</summary>
    public static string NameOf(WebhookView webhook) => NameOf(webhook.Description, webhook.Url);

    /// <inheritdoc cref="NameOf(WebhookView)"/>
    public static string NameOf(string description, string url) =>
        description.Length > 0 ? description
        : Uri.TryCreate(url, UriKind.Absolute, out var known) ? known.Authority
        : url;
}
