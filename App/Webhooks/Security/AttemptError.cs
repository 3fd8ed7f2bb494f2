namespace TaskHub.Webhooks.Security;

/// <summary>What went wrong with an attempt. The names on the wire and the texts for people stand in <see cref="AttemptErrors"/>.</summary>
public enum AttemptError
{
    None = 0,
    Dns = 1,
    RefusedAddress = 2,
    Connect = 3,
    Tls = 4,
    Timeout = 5,
    HttpStatus = 6,
    Redirect = 7,
    BadAnswer = 8,
    TooLarge = 9,

    /// <summary>
    /// The hub could not make a request of what stands in its database; the receiver has no part in it. The API has nine kinds and calls it
    /// <c>bad_answer</c>, like everything of which nothing was sent.
    /// </summary>
    Internal = 10,
}

/// <summary>The names and texts of <see cref="AttemptError"/>.</summary>
public static class AttemptErrors
{
    /// <summary>The name in the API, <c>null</c> for a success.</summary>
    public static string? WireName(this AttemptError error) => error switch
    {
        AttemptError.None => null,
        AttemptError.Dns => "dns",
        AttemptError.RefusedAddress => "refused_address",
        AttemptError.Connect => "connect",
        AttemptError.Tls => "tls",
        AttemptError.Timeout => "timeout",
        AttemptError.HttpStatus => "http_status",
        AttemptError.Redirect => "redirect",
        AttemptError.BadAnswer or AttemptError.Internal => "bad_answer",
        AttemptError.TooLarge => "too_large",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error of an attempt without a name."),
    };

    /// <summary>What a person reads.</summary>
    public static string Text(this AttemptError error) => error switch
    {
        AttemptError.None => WebhooksText.Delivered,
        AttemptError.Dns => WebhooksText.NameNotFound,
        AttemptError.RefusedAddress => WebhooksText.AddressNotAllowed,
        AttemptError.Connect => WebhooksText.NotConnected,
        AttemptError.Tls => WebhooksText.NotSecure,
        AttemptError.Timeout => WebhooksText.TooSlow,
        AttemptError.HttpStatus => WebhooksText.NotSuccessful,
        AttemptError.Redirect => WebhooksText.Redirected,
        AttemptError.BadAnswer => WebhooksText.NotUnderstood,
        AttemptError.TooLarge => WebhooksText.TooLarge,
        AttemptError.Internal => WebhooksText.NotPrepared,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, "An error of an attempt without a text."),
    };
}
