namespace TaskHub.Webhooks.Telling;

/// <summary>Of what to tell, and when to be quiet.</summary>
internal static class AlarmRules
{
    /// <summary>So long after the word that it is well nothing is said of a webhook but that it was disabled: one that wavers would never be silent.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(30);

    /// <summary>More webhooks of one organization that have the same to tell at once are told of together.</summary>
    public const int MostApart = 3;

    // One error alone is often the receiver's restart; the next attempt follows within seconds.
    private const int ErrorsToFail = 2;

    // With few errors allowed, the first word is warning enough.
    private const int FewAllowed = 5;
    private const int LeftToWarn = 2;

    /// <summary>What is to be told of a webhook now, if anything, and what counts as told from then on.</summary>
    /// <param name="webhook">As it is.</param>
    /// <param name="last">What was told last; null when nothing ever was.</param>
    /// <param name="disableAfter">How many errors in a row disable.</param>
    /// <param name="now">The time.</param>
    public static (Alarms Tell, Alarms Told) Judge(Webhook webhook, WebhookAlarm? last, int disableAfter, DateTimeOffset now)
    {
        var told = last?.Told ?? Alarms.None;
        var level = Level(webhook, disableAfter);
        if (level > told)
        {
            var isTooSoon = level < Alarms.Disabled && told == Alarms.None && last is not null && now - last.ToldAt < Calm;
            return isTooSoon ? (Alarms.None, told) : (level, level);
        }

        if (level == Alarms.Disabled && webhook.EnabledAt > last!.ToldAt && webhook.DisabledAt > last.ToldAt)
        {
            // Enabled meanwhile, and disabled again before anybody looked.
            return (level, level);
        }

        if (told == Alarms.None || level == told)
        {
            return (Alarms.None, told);
        }

        if (!webhook.Enabled)
        {
            // Whoever disabled it knows; a failed attempt to enable it changes nothing.
            return (Alarms.None, webhook.DisabledReason == DisabledReason.TestFailed ? told : Alarms.None);
        }

        // Enabled by hand after it was disabled: the next word is that it is well, or that it is in danger again.
        return webhook.Errors == 0 && webhook.LastSuccessAt > last!.ToldAt ? (Alarms.Recovered, Alarms.None)
            : (Alarms.None, told == Alarms.Disabled ? Alarms.Failing : told);
    }

    /// <summary>Whether what was told of a webhook is still so; null while that is open, because it wavers.</summary>
    public static bool? IsStillSo(Webhook webhook, Alarms told, int disableAfter) => told switch
    {
        // A failed attempt to enable it changes nothing.
        Alarms.Disabled => webhook is { Enabled: false, DisabledReason: not DisabledReason.ByPerson },
        Alarms.Recovered => !webhook.Enabled ? false : webhook.Errors == 0 ? true : null,
        _ => webhook.Enabled && Level(webhook, disableAfter) >= told,
    };

    /// <summary>Whether it is in trouble now, whatever was told.</summary>
    public static bool Fails(Webhook webhook, int disableAfter) => Level(webhook, disableAfter) != Alarms.None;

    private static Alarms Level(Webhook webhook, int disableAfter) => webhook switch
    {
        { Enabled: false, DisabledReason: DisabledReason.Errors or DisabledReason.Gone } => Alarms.Disabled,
        { Enabled: false } => Alarms.None,
        _ when disableAfter >= FewAllowed && disableAfter - webhook.Errors <= LeftToWarn => Alarms.Endangered,
        _ when webhook.Errors >= ErrorsToFail => Alarms.Failing,
        _ => Alarms.None,
    };
}
