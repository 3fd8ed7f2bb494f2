using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>What came of an attempt, in a sentence that helps.</summary>
internal static class AttemptTexts
{
    /// <summary>The outcome of an attempt; <paramref name="error"/> is its name in the API, null for a success.</summary>
    public static string Outcome(string? error, int? status)
    {
        var kind = Enum.GetValues<AttemptError>().FirstOrDefault(e => e.WireName() == error);
        return kind switch
        {
            AttemptError.None => status is { } code ? $"Delivered: the receiver answered {code}" : WebhooksText.Delivered,
            AttemptError.HttpStatus when status is { } code => $"The receiver answered {code}",
            AttemptError.Redirect when status is { } code => $"The receiver answered {code}, a redirect, which is never followed",
            AttemptError.BadAnswer when status is { } code => $"{WebhooksText.NotUnderstood} (status {code})",
            _ => kind.Text(),
        };
    }

    public static string Outcome(AttemptView attempt) =>
        attempt.WasSent ? Outcome(attempt.Error, attempt.StatusCode)
        : attempt.RequestBody.Length > 0 ? WebhooksText.NotOpened
        : WebhooksText.NotPrepared;

    /// <summary>Where an attempt was sent, as far as that is on record.</summary>
    public static string Address(AttemptView attempt) => attempt.Url ?? attempt.RequestHeaders.GetValueOrDefault("Host") ?? AttemptsText.AddressNotKept;

    /// <summary>What to know of that address beside the webhook's present one; null for nothing.</summary>
    public static string? AddressNote(AttemptView attempt, string present) =>
        attempt.Url is null ? (attempt.RequestHeaders.ContainsKey("Host") ? AttemptsText.OnlyHostKept : null)
        : attempt.Url == present ? null
        : AttemptsText.AddressThen;

    /// <summary>Why a test was not a success. A refused address says no more than the guard does.</summary>
    public static string TestFailed(AttemptView test, WebhookFormat format) =>
        test.Error == AttemptError.RefusedAddress.WireName() ? WebhooksText.AddressNotAllowed
        : format == WebhookFormat.Worksection && test.StatusCode is not null ? $"The test failed: {Outcome(test)}. {WebhooksText.WorksectionExpects}"
        : $"The test failed: {Outcome(test)}";

    /// <summary>The kind of an error where one chooses among all of them.</summary>
    public static string Kind(string error) => error == "http_status" ? "Refused by status" : Short(error);

    /// <summary>The kind of an error as a short word, for tables.</summary>
    public static string Short(string error) => error switch
    {
        "dns" => "No such host",
        "refused_address" => "Not allowed",
        "connect" => "No connection",
        "tls" => "TLS",
        "timeout" => "Timeout",
        "redirect" => "Redirect",
        "bad_answer" => "Bad answer",
        "too_large" => "Too large",
        _ => "HTTP",
    };
}
