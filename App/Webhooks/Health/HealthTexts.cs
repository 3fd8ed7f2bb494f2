namespace TaskHub.Webhooks.Health;

/// <summary>What people read around how a webhook does.</summary>
internal static class HealthTexts
{
    public const string TallyJob = "Add up attempts for the plots";
    public const string AttemptsTitle = "Attempts";
    public const string SpeedTitle = "Time taken";
    public const string CausesTitle = "Causes of failures";
    public const string CausesHint = "Every attempt counts here; the list has each delivery once, by its last failure, those that got through since among them.";
    public const string NoCauses = "No attempt failed in this time.";
    public const string NoAttempts = "No attempts in this time";
    public const string NoAttemptsText = "The next change that this webhook asks for is drawn here.";
    public const string SeeDeliveries = "See the deliveries";
    public const string Range = "How far back";
    public const string P50Hint = "Half of the attempts took at most this long";
    public const string P95Hint = "19 of 20 attempts took at most this long";
    public const string CertificateHint = "When this hub last opened a connection to the receiver, which showed it";
    public const string AsOf = "as of";
    public const string Held = "held";
    public const string OutOf = "of";

    public static string Tallied(int attempts) => attempts == 1 ? "1 attempt added" : $"{attempts:N0} attempts added";

    public static string Name(AttemptEnd end) => end switch
    {
        AttemptEnd.Delivered => "Delivered",
        AttemptEnd.Refused => "4xx",
        AttemptEnd.Broken => "5xx",
        AttemptEnd.Silent => "No answer",
        _ => "Other",
    };

    public static string Name(HealthSpan span) => span switch { HealthSpan.Hour => "1 hour", HealthSpan.Day => "24 hours", _ => "7 days" };

    /// <summary>One step of the plots, for who points at it.</summary>
    public static string Step(HealthStep step) => step.Attempts == 0 ? "No attempts"
        : string.Join(", ", Enum.GetValues<AttemptEnd>().Where(e => step.Ends[(int)e] > 0).Select(e => $"{step.Ends[(int)e]:N0} {Name(e)}"))
            + $"; half took at most {Time(step.P50)}, 19 of 20 {Time(step.P95)}";

    /// <summary>The color of an end, by the plot's names.</summary>
    public static string Look(AttemptEnd end) => end switch
    {
        AttemptEnd.Delivered => "ok",
        AttemptEnd.Refused => "warn",
        AttemptEnd.Broken => "danger",
        AttemptEnd.Silent => "info",
        _ => "none",
    };

    /// <summary>A share of successes; only what is neither all nor nothing needs a decimal.</summary>
    public static string Share(SuccessRate rate) =>
        rate.Share is not { } share ? "–"
        : share is 0 or 1 ? share.ToString("0 %", System.Globalization.CultureInfo.InvariantCulture)
        : Math.Clamp(share, 0.001, 0.999).ToString("0.0 %", System.Globalization.CultureInfo.InvariantCulture);

    public static string Of(SuccessRate rate) => rate.Attempts == 1 ? "1 attempt" : $"{rate.Attempts:N0} attempts";

    /// <summary>A day in words, for those who hear the page.</summary>
    public static string Day(WebhookDay day) => day.Whole is { Attempts: > 0 } whole
        ? $"Last 24 hours: {whole.Attempts - whole.Failed:N0} delivered, {whole.Failed:N0} failed"
        : "No attempts in the last 24 hours";

    public static string Hour(int ago, SuccessRate rate) =>
        $"{(ago <= 1 ? "This hour" : $"{ago - 1} h ago")}: {rate.Attempts - rate.Failed:N0} delivered, {rate.Failed:N0} failed";

    public static string Cause(FailureCause cause) => AttemptTexts.Outcome(cause.Error, cause.StatusCode);

    /// <summary>Whether a certificate must be thought of now.</summary>
    public static bool EndsSoon(DateTimeOffset until, DateTimeOffset now) => until - now < TimeSpan.FromDays(21);

    public static string Time(int? milliseconds) => milliseconds is { } ms ? AttemptsText.Duration(ms) : "–";
}
