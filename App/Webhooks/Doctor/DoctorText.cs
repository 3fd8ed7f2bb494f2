using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Doctor;

/// <summary>What the doctor says.</summary>
internal static class DoctorText
{
    public const string Lead = "Posts five tests to this receiver: three as every delivery is, one with a wrong signature, one an hour old. "
        + "None of them is a delivery, and none counts as an error.";

    public const string Examine = "Examine the receiver";
    public const string Again = "Examine again";
    public const string Examining = "Examining…";
    public const string NotYetExamined = "Nothing was examined yet";
    public const string NotYetExaminedText = "Name, certificate, redirects, answer, latency; and whether it refuses what only TaskHub may send.";
    public const string Well = "This receiver is well";
    public const string AllGood = "Nothing to do.";
    public const string Stop = "Stop";

    public const string RefusedText = "TaskHub does not call this url, or an address that its name leads to. Nothing was sent.";
    public const string RefusedAdvice = "Use a public https address. For a receiver in your own network the operator of this hub opens that network (TaskHub:Webhooks:AllowedNetworks).";
    public const string NoName = "The name of the host was not found";
    public const string NoNameText = "No name server knows an address for it.";
    public const string NoNameAdvice = "Look for a typing error in the url, and for the DNS record of the host.";
    public const string NoConnection = "No connection";
    public const string NoConnectionText = "The name leads somewhere, but nobody takes a connection on that port.";
    public const string NoConnectionAdvice = "Is the receiver running? Does a firewall let this hub through, and is the port right?";
    public const string Plain = "The url is not encrypted";
    public const string PlainText = "Everybody on the way can read what is posted. The signature only keeps them from changing it.";
    public const string PlainAdvice = "Give the receiver a certificate and use https://.";
    public const string BadCertificate = "The certificate does not hold";
    public const string GoodCertificate = "The certificate holds";
    public const string EndsSoon = "The certificate ends soon";
    public const string NoHandshake = "No encrypted connection could be made with TLS 1.2 or 1.3.";
    public const string NoHandshakeAdvice = "Does the port speak TLS at all, and a version that is not out of date?";
    public const string RenewAdvice = "Renew it, and let that happen by itself from now on.";
    public const string NotYetAdvice = "Look at the clocks of the receiver and of this hub.";
    public const string OtherName = "It was made for another host than the one in the url.";
    public const string OtherNameAdvice = "Use the name that the certificate was made for, or have one made for this name.";
    public const string SelfSigned = "The receiver signed it itself, so it proves nothing.";
    public const string BrokenChain = "A link between it and an authority that this hub trusts is missing.";
    public const string ChainAdvice = "Let the receiver send the certificates between as well: most authorities call that file fullchain.";
    public const string NotTrusted = "This hub does not trust who signed it.";
    public const string AuthorityAdvice = "Have one made by an authority that everybody trusts, such as Let's Encrypt.";
    public const string Reached = "The receiver is reached";
    public const string NoRedirect = "No redirect";
    public const string RedirectUntold = "Whether it redirects is not known";
    public const string NoRedirectText = "The url itself answers.";
    public const string Redirects = "It redirects";
    public const string RedirectAdvice = "A redirect is never followed. Set the webhook's url to where it leads in the end.";
    public const string Taken = "It takes a signed request";
    public const string NotTaken = "It does not take a signed request";
    public const string NothingSent = "Nothing could be sent";
    public const string SecretAdvice = "Has the receiver this webhook's newest secret, and is its clock right? It must verify the raw body, before any JSON parser. A new secret is made in the tab Secret.";
    public const string PathAdvice = "Is the path right, and does the receiver take POST there?";
    public const string GoneAdvice = "The receiver says that it wants no more: a delivery that gets this answer disables the webhook at once.";
    public const string BrokenAdvice = "The receiver breaks over it; its own log says why.";
    public const string WorksectionAdvice = "The format worksection wants status 200 and a JSON body such as {\"status\":\"OK\"}.";
    public const string AnswerAdvice = "Answer any 2xx once the event is where it is safe.";
    public const string LaterAdvice = "Put the event where it is safe, answer, and do the work afterwards.";
    public const string NoAnswer = "No answer";
    public const string NoLatency = "No answer in time";
    public const string NearDeadline = "It answers close to the deadline";
    public const string SlowAnswer = "It answers slowly";
    public const string QuickAnswer = "It answers quickly";
    public const string RefusesWrong = "It refuses a wrong signature";
    public const string TakesWrong = "It takes a wrong signature";
    public const string WrongText = "A test signed with a key of nobody's.";
    public const string VerifyAdvice = "Anybody who knows the url can post events to it. Verify webhook-signature: the tab Secret has the code for five languages.";
    public const string RefusesStale = "It refuses an old request";
    public const string TakesStale = "It takes an old request";
    public const string StaleText = "A test signed rightly, an hour ago.";
    public const string TimestampAdvice = "Somebody who recorded a request can send it again. Refuse a webhook-timestamp that is more than five minutes from your clock.";
    public const string RefuseRightly = "Answer 401, so that it does not look as if the receiver were broken.";
    public const string TakesDuplicate = "It takes a delivery that comes again";
    public const string TakesDuplicateText = "Right so: a delivery comes again when its answer was lost. Whether the work was done twice shows only inside the receiver: remember each webhook-id.";
    public const string RefusesDuplicate = "It refuses a delivery that comes again";
    public const string DuplicateAdvice = "Answer 2xx to a webhook-id that you have already, and do nothing. An error makes TaskHub send it again, and in the end disables the webhook.";
    public const string DuplicateUntold = "Whether it takes a delivery that comes again is not known";

    /// <summary>Why a wrong request shows nothing where a right one was no success.</summary>
    public static string Inconclusive(AttemptOutcome right) =>
        (right.StatusCode is null ? "It did not answer a right request" : right.Error == AttemptError.Timeout ? "It did not finish its answer to a right request" : "It refuses a right request too")
        + ", so nothing can be concluded.";

    public static string Untold(string check) =>
        check == "stale_timestamp" ? "Whether it refuses an old request is not known" : "Whether it refuses a wrong signature is not known";

    public static string NothingIn(TimeSpan deadline) => $"No complete answer within {deadline.TotalSeconds:0.#} seconds.";

    public static string Answered(AttemptOutcome outcome) =>
        outcome.StatusCode is { } code ? $"It answered {code}, after {Took(outcome.Duration)}." : $"{outcome.Error.Text()}.";

    public static string RedirectsTo(int? code, string? target) =>
        target is null ? $"It answered {code}." : $"It answered {code} and names {(target.Length > 200 ? $"{target[..200]}…" : target)}.";

    public static string Ended(DateTimeOffset end, DateTimeOffset now) => $"It ended on {Day(end)}, {Days(now - end)} ago.";

    public static string NotYet(DateTimeOffset begin) => $"It begins only on {Day(begin)}.";

    public static string Holds(CertificateLook look, DateTimeOffset now)
    {
        var from = string.IsNullOrEmpty(look.Issuer) ? "" : $"From {look.Issuer}, ";
        var protocol = look.Protocol is { } version ? $", over TLS {version}" : "";
        return $"{from}until {Day(look.NotAfter!.Value)}, in {Days(look.NotAfter.Value - now)}{protocol}.";
    }

    public static string Way(AttemptTimes times)
    {
        List<string> parts = [];
        Add(times.Dns, "name found in");
        Add(times.Connect, "connected in");
        Add(times.Tls, "encrypted in");
        void Add(TimeSpan? span, string what)
        {
            if (span is { } took)
            {
                parts.Add($"{what} {Took(took)}");
            }
        }

        var text = parts.Count == 0 ? "its name was found and a connection opened anew; the request went over one that was open already" : string.Join(", ", parts);
        return $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
    }

    public static string Median(TimeSpan median, int count, TimeSpan deadline) =>
        $"{Took(median)}, the middle of {(count == 1 ? "one answer" : $"{count} answers")}; the deadline is {deadline.TotalSeconds:0.#} seconds.";

    /// <summary>What there is to do, in a line.</summary>
    public static string Summary(IReadOnlyList<Finding> findings)
    {
        var (bad, advice) = (findings.Count(f => f.Verdict == Diagnosis.Bad), findings.Count(f => f.Verdict == Diagnosis.Advice));
        var mend = bad == 1 ? "One thing to mend" : $"{bad} things to mend";
        var better = advice == 1 ? "one thing that could be better" : $"{advice} things that could be better";
        return (bad, advice) switch
        {
            (0, 0) => Well,
            (0, _) => $"{char.ToUpperInvariant(better[0])}{better[1..]}",
            (_, 0) => mend,
            _ => $"{mend}, {better}",
        };
    }

    private static string Took(TimeSpan span) => AttemptsText.Duration((int)Math.Round(span.TotalMilliseconds));

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static string Days(TimeSpan span) => span.TotalDays < 1 ? AttemptsText.Span(span) : (int)span.TotalDays == 1 ? "1 day" : $"{(int)span.TotalDays:N0} days";
}
