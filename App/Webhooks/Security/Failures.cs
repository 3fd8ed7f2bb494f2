using System.Net.Sockets;
using System.Security.Authentication;

namespace TaskHub.Webhooks.Security;

/// <summary>Turns what .NET throws at a request into the kind of error that a person can act on.</summary>
internal static class Failures
{
    /// <param name="e">What was thrown while sending or reading.</param>
    /// <param name="isAnswered">Whether the head of an answer had come.</param>
    public static AttemptError Classify(Exception e, bool isAnswered)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            var error = cause switch
            {
                AddressRefusedException => AttemptError.RefusedAddress,
                NameNotFoundException => AttemptError.Dns,
                OperationCanceledException or TimeoutException => AttemptError.Timeout,
                SocketException { SocketErrorCode: SocketError.TimedOut } => AttemptError.Timeout,
                AuthenticationException => AttemptError.Tls,
                HttpRequestException h => Of(h.HttpRequestError),
                HttpIOException h => Of(h.HttpRequestError),
                _ => AttemptError.None,
            };
            if (error != AttemptError.None)
            {
                return error;
            }
        }

        return isAnswered ? AttemptError.BadAnswer : AttemptError.Connect;
    }

    // What can be told only from a cause further in, or from how far the attempt had come, is left open here.
    private static AttemptError Of(HttpRequestError error) => error switch
    {
        HttpRequestError.SecureConnectionError => AttemptError.Tls,
        HttpRequestError.InvalidResponse => AttemptError.BadAnswer,
        HttpRequestError.ConfigurationLimitExceeded => AttemptError.TooLarge,
        _ => AttemptError.None,
    };
}
