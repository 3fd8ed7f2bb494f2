using TaskHub.Data;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Telling;

/// <summary>What administrators are told of webhooks, and what they read where they choose it.</summary>
internal static class AlarmTexts
{
    public const string Title = "Notifications about webhooks";
    public const string Short = "Notifications";
    public const string Lead = "What TaskHub tells you of the webhooks of this organization. Every administrator chooses for themselves.";
    public const string Kind = "When a webhook…";
    public const string Inbox = "In the inbox";
    public const string Mail = "By mail";
    public const string NoMail = "This hub has no mail server, so nothing goes by mail. Its operator configures one (TaskHub:Mail).";
    public const string Quiet = "One error alone is not told, and a webhook that wavers is told of again only after half an hour. What comes at once goes as one mail.";
    public const string Saved = "Saved";
    public const string Unknown = "The kinds are failing, endangered, disabled and recovered";
    public const string Job = "Tell administrators of webhooks in trouble";

    public static IReadOnlyList<(Alarms Kind, string Words, string Hint)> Kinds { get; } =
    [
        (Alarms.Failing, "begins to fail", "Two errors in a row."),
        (Alarms.Endangered, "is about to be disabled", "Two more errors in a row disable it."),
        (Alarms.Disabled, "was disabled", "By errors, or because its receiver answered 410. Nothing is lost: what happens is held."),
        (Alarms.Recovered, "has recovered", "Its receiver takes deliveries again."),
    ];

    public static string Told(int count) => count == 1 ? "1 webhook told of" : $"{count:N0} webhooks told of";

    /// <summary>The notice of one webhook.</summary>
    public static Notice Of(Webhook webhook, Alarms kind, Cause? cause, WebhookQueue queue, int disableAfter)
    {
        var name = $"“{SubscriptionTexts.NameOf(webhook.Description, webhook.Url)}”";
        var left = disableAfter - webhook.Errors;
        var (title, text) = kind switch
        {
            Alarms.Failing => ($"{name} fails", $"{SubscriptionTexts.ErrorsInARow(webhook.Errors)}{Last(cause)} {Waiting(queue)}It is tried again by itself; {More(left)} disable it."),
            Alarms.Endangered => ($"{name} is about to be disabled", $"{SubscriptionTexts.ErrorsInARow(webhook.Errors)}{Last(cause)} {Sentence(More(left))} disable it. {Waiting(queue)}Let the doctor look at its receiver."),
            Alarms.Disabled when webhook.DisabledReason == DisabledReason.Gone =>
                ($"{name} was disabled", $"Its receiver answered 410: it wants no more. {Held(queue)}Give the webhook its new url and enable it, or delete it."),
            Alarms.Disabled => ($"{name} was disabled", $"{StatusTexts.DisabledAutomatically(disableAfter)}{Last(cause)} {Held(queue)}Repair the receiver, then enable it: what is held leaves, oldest first."),
            _ => ($"{name} has recovered", $"Its receiver takes deliveries again. {(queue.Waiting > 0 ? $"{Deliveries(queue.Waiting)} left to send." : "Nothing is waiting.")}"),
        };
        var tab = kind is Alarms.Failing or Alarms.Endangered ? "?tab=doctor" : "";
        return new Notice(webhook.OrganizationId, kind, title, text, WebhookUrls.One(webhook.OrganizationId, webhook.Id) + tab);
    }

    /// <summary>What becomes of the notice that a webhook has recovered, while it fails again.</summary>
    public static Notice FailsAgain(Webhook webhook) => new(
        webhook.OrganizationId, Alarms.Failing, $"“{SubscriptionTexts.NameOf(webhook.Description, webhook.Url)}” fails again",
        "It had recovered. It is tried again by itself.", WebhookUrls.One(webhook.OrganizationId, webhook.Id) + "?tab=doctor");

    /// <summary>And what becomes of that when it does not any more.</summary>
    public static Notice WellAgain(Webhook webhook) => new(
        webhook.OrganizationId, Alarms.Recovered, $"“{SubscriptionTexts.NameOf(webhook.Description, webhook.Url)}” has recovered",
        "It failed once more meanwhile. Its receiver takes deliveries again.", WebhookUrls.One(webhook.OrganizationId, webhook.Id));

    /// <summary>Many webhooks that have recovered, of which some fail again.</summary>
    public static Notice Recovered(IReadOnlyList<Webhook> webhooks, IReadOnlyList<Webhook> failing, long organizationId)
    {
        var all = Together(webhooks, organizationId, Alarms.Recovered);
        return failing.Count == 0 ? all
            : failing.Count == webhooks.Count ? Together(webhooks, organizationId, Alarms.Failing) with { Kind = Alarms.Recovered }
            : all with { Title = $"{all.Title}, {failing.Count:N0} of them {(failing.Count == 1 ? "fails" : "fail")} again", Text = $"{Named(failing)} {(failing.Count == 1 ? "fails" : "fail")} again." };
    }

    /// <summary>One notice of many webhooks that have the same to tell.</summary>
    public static Notice Together(IReadOnlyList<Webhook> webhooks, long organizationId, Alarms kind)
    {
        var words = kind switch
        {
            Alarms.Failing => "fail",
            Alarms.Endangered => "are about to be disabled",
            Alarms.Disabled => "were disabled",
            _ => "have recovered",
        };
        return new Notice(organizationId, kind, $"{webhooks.Count:N0} webhooks {words}", $"{Named(webhooks)}.", WebhookUrls.List(organizationId));
    }

    private static string Named(IReadOnlyList<Webhook> webhooks)
    {
        var names = webhooks.Take(5).Select(w => SubscriptionTexts.NameOf(w.Description, w.Url)).ToList();
        var more = webhooks.Count - names.Count;
        return string.Join(", ", names) + (more > 0 ? $" and {more:N0} more" : "");
    }

    private static string Last(Cause? cause) => cause switch
    {
        null => ".",
        { StatusCode: { } code } => $"; the last answer was {code}.",
        _ => Enum.GetValues<AttemptError>().FirstOrDefault(e => e.WireName() == cause.Error) is var error and not AttemptError.None
            ? $"; the last one: {char.ToLowerInvariant(error.Text()[0])}{error.Text()[1..]}."
            : ".",
    };

    private static string More(int left) => left <= 1 ? "one more error would" : $"{left:N0} more errors in a row";

    private static string Sentence(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static string Waiting(WebhookQueue queue) => queue.Waiting switch
    {
        0 => "",
        1 => "One delivery waits. ",
        var n => $"{n:N0} deliveries wait. ",
    };

    private static string Held(WebhookQueue queue) => queue.Held switch
    {
        0 => "",
        1 => "One delivery is held. ",
        var n => $"{n:N0} deliveries are held. ",
    };

    private static string Deliveries(int count) => count == 1 ? "One delivery is" : $"{count:N0} deliveries are";
}
