using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Doctor;

/// <summary>What each observation means, with plain advice.</summary>
internal static class Findings
{
    /// <summary>A certificate that ends sooner than this is worth a word.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(21);

    /// <summary>An answer that takes longer than this is worth one too.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    // How far the hub came with it would tell something about the network behind the name.
    public static Finding Refused() => new("name", Diagnosis.Bad, WebhooksText.AddressNotAllowed, DoctorText.RefusedText, DoctorText.RefusedAdvice);

    public static Finding NotReached(AttemptError error, TimeSpan deadline) => error switch
    {
        AttemptError.RefusedAddress => Refused(),
        AttemptError.Dns => new("name", Diagnosis.Bad, DoctorText.NoName, DoctorText.NoNameText, DoctorText.NoNameAdvice),
        AttemptError.Timeout => new("connection", Diagnosis.Bad, DoctorText.NoConnection, DoctorText.NothingIn(deadline), DoctorText.NoConnectionAdvice),
        _ => new("connection", Diagnosis.Bad, DoctorText.NoConnection, DoctorText.NoConnectionText, DoctorText.NoConnectionAdvice),
    };

    public static Finding NotEncrypted() => new("certificate", Diagnosis.Advice, DoctorText.Plain, DoctorText.PlainText, DoctorText.PlainAdvice);

    public static Finding Certificate(CertificateLook look, DateTimeOffset now)
    {
        var faults = Faults(look, now).ToList();
        return look switch
        {
            _ when faults.Count > 0 => new(
                "certificate", Diagnosis.Bad, DoctorText.BadCertificate,
                string.Join(' ', faults.Select(f => f.Text)), string.Join(' ', faults.Select(f => f.Advice).Distinct())),
            { NotAfter: { } end } when end - now < Soon => new("certificate", Diagnosis.Advice, DoctorText.EndsSoon, DoctorText.Holds(look, now), DoctorText.RenewAdvice),
            _ => new("certificate", Diagnosis.Good, DoctorText.GoodCertificate, DoctorText.Holds(look, now)),
        };
    }

    // All that is wrong at once: whoever mends one thing should not find the next by the next examination.
    private static IEnumerable<(string Text, string Advice)> Faults(CertificateLook look, DateTimeOffset now)
    {
        if (!look.IsShown)
        {
            yield return (DoctorText.NoHandshake, DoctorText.NoHandshakeAdvice);
            yield break;
        }

        if (look.NotAfter is { } end && end <= now)
        {
            yield return (DoctorText.Ended(end, now), DoctorText.RenewAdvice);
        }
        else if (look.NotBefore is { } begin && begin > now)
        {
            yield return (DoctorText.NotYet(begin), DoctorText.NotYetAdvice);
        }

        if (look.IsForAnotherHost)
        {
            yield return (DoctorText.OtherName, DoctorText.OtherNameAdvice);
        }

        if (look.IsSelfSigned && look.IsChainBroken)
        {
            yield return (DoctorText.SelfSigned, DoctorText.AuthorityAdvice);
        }
        else if (look.IsChainBroken)
        {
            yield return (DoctorText.BrokenChain, DoctorText.ChainAdvice);
        }
        else if (look is { Error: not AttemptError.None, IsForAnotherHost: false } && look.NotAfter > now && look.NotBefore <= now)
        {
            yield return (DoctorText.NotTrusted, DoctorText.AuthorityAdvice);
        }
    }

    public static Finding NoSecret() => new("answer", Diagnosis.Bad, DoctorText.NothingSent, WebhooksText.NotOpened);

    public static Finding Reached(AttemptOutcome first) => new("name", Diagnosis.Good, DoctorText.Reached, DoctorText.Way(first.Times));

    public static Finding Redirect(AttemptOutcome first)
    {
        if (first.StatusCode is null)
        {
            return Untold("redirect", DoctorText.RedirectUntold, DoctorText.Inconclusive(first));
        }

        if (first.Error != AttemptError.Redirect)
        {
            return new("redirect", Diagnosis.Good, DoctorText.NoRedirect, DoctorText.NoRedirectText);
        }

        var target = first.ResponseHeaders.FirstOrDefault(h => h.Name.Equals("Location", StringComparison.OrdinalIgnoreCase)).Value;
        return new("redirect", Diagnosis.Bad, DoctorText.Redirects, DoctorText.RedirectsTo(first.StatusCode, target), DoctorText.RedirectAdvice);
    }

    public static Finding Answer(AttemptOutcome first, WebhookFormat format, TimeSpan deadline)
    {
        Finding Bad(string text, string advice) => new("answer", Diagnosis.Bad, DoctorText.NotTaken, text, advice);
        return first switch
        {
            { IsSuccess: true } => new("answer", Diagnosis.Good, DoctorText.Taken, DoctorText.Answered(first)),
            { Error: AttemptError.Timeout } => Bad(DoctorText.NothingIn(deadline), DoctorText.LaterAdvice),
            { Error: AttemptError.Redirect } => Bad(DoctorText.Answered(first), DoctorText.RedirectAdvice),
            { StatusCode: 401 or 403 } => Bad(DoctorText.Answered(first), DoctorText.SecretAdvice),
            { StatusCode: 404 or 405 } => Bad(DoctorText.Answered(first), DoctorText.PathAdvice),
            { StatusCode: 410 } => Bad(DoctorText.Answered(first), DoctorText.GoneAdvice),
            { StatusCode: >= 500 } => Bad(DoctorText.Answered(first), DoctorText.BrokenAdvice),
            { Error: AttemptError.BadAnswer } when format == WebhookFormat.Worksection => Bad(DoctorText.Answered(first), DoctorText.WorksectionAdvice),
            _ => Bad(first.StatusCode is null ? $"{first.Error.Text()}." : DoctorText.Answered(first), DoctorText.AnswerAdvice),
        };
    }

    public static Finding Latency(IReadOnlyList<AttemptOutcome> outcomes, TimeSpan deadline)
    {
        var answered = outcomes.Where(o => o.StatusCode is not null).Select(o => o.Duration).Order().ToList();
        if (answered.Count == 0)
        {
            return outcomes.Any(o => o.Error == AttemptError.Timeout)
                ? new("latency", Diagnosis.Bad, DoctorText.NoLatency, DoctorText.NothingIn(deadline), DoctorText.LaterAdvice)
                : new("latency", Diagnosis.Bad, DoctorText.NoAnswer, DoctorText.Answered(outcomes[0]), DoctorText.AnswerAdvice);
        }

        var median = answered[answered.Count / 2];
        var text = DoctorText.Median(median, answered.Count, deadline);
        return median > deadline / 2 ? new("latency", Diagnosis.Bad, DoctorText.NearDeadline, text, DoctorText.LaterAdvice)
            : median > Slow ? new("latency", Diagnosis.Advice, DoctorText.SlowAnswer, text, DoctorText.LaterAdvice)
            : new("latency", Diagnosis.Good, DoctorText.QuickAnswer, text);
    }

    public static Finding WrongSignature(AttemptOutcome right, AttemptOutcome wrong) => OfIntruder(
        "wrong_signature", right, wrong, DoctorText.RefusesWrong, DoctorText.TakesWrong, DoctorText.WrongText, DoctorText.VerifyAdvice, Diagnosis.Bad);

    public static Finding Stale(AttemptOutcome right, AttemptOutcome stale) => OfIntruder(
        "stale_timestamp", right, stale, DoctorText.RefusesStale, DoctorText.TakesStale, DoctorText.StaleText, DoctorText.TimestampAdvice, Diagnosis.Advice);

    /// <summary>A delivery comes again when its answer was lost: to refuse it would make an error of what was taken.</summary>
    public static Finding Duplicate(AttemptOutcome right, AttemptOutcome again) =>
        !right.IsSuccess ? Untold("duplicate", DoctorText.DuplicateUntold, DoctorText.Inconclusive(right))
        : again.IsSuccess ? new("duplicate", Diagnosis.Good, DoctorText.TakesDuplicate, DoctorText.TakesDuplicateText)
        : again.StatusCode is null ? Untold("duplicate", DoctorText.DuplicateUntold, DoctorText.Answered(again))
        : new("duplicate", Diagnosis.Bad, DoctorText.RefusesDuplicate, DoctorText.Answered(again), DoctorText.DuplicateAdvice);

    private static Finding OfIntruder(
        string check, AttemptOutcome right, AttemptOutcome wrong, string refuses, string takes, string what, string advice, Diagnosis verdict) =>
        !right.IsSuccess ? Untold(check, DoctorText.Untold(check), DoctorText.Inconclusive(right))
        : wrong.IsSuccess ? new(check, verdict, takes, $"{what} {DoctorText.Answered(wrong)}", advice)
        : wrong.StatusCode is >= 400 and < 500 || wrong.Error == AttemptError.BadAnswer ? new(check, Diagnosis.Good, refuses, $"{what} {DoctorText.Answered(wrong)}")
        : wrong.StatusCode is null ? Untold(check, DoctorText.Untold(check), DoctorText.Answered(wrong))
        : new(check, Diagnosis.Advice, refuses, $"{what} {DoctorText.Answered(wrong)}", DoctorText.RefuseRightly);

    private static Finding Untold(string check, string takes, string text) => new(check, Diagnosis.Unknown, takes, text);
}
