namespace TaskHub.Webhooks.Security;

/// <summary>
/// A request that remembers when its connection was made. The handler tells for which request it connects; on a kept connection nothing is
/// marked and nothing more is allocated.
/// </summary>
internal sealed class OutboundRequest(Uri target, TimeProvider time) : HttpRequestMessage(HttpMethod.Post, target)
{
    private readonly bool isSecure = target.Scheme == Uri.UriSchemeHttps;
    private readonly long begun = time.GetTimestamp();
    private long asked;
    private long dialled;
    private long connected;
    private long secured;
    private long answered;

    /// <summary>A name server is asked now.</summary>
    public void Asking() => asked = time.GetTimestamp();

    /// <summary>The addresses are known, and one is dialled now.</summary>
    public void Dialling() => dialled = time.GetTimestamp();

    public void Connected() => connected = time.GetTimestamp();

    public void Secured() => secured = time.GetTimestamp();

    /// <summary>The head of the answer is here.</summary>
    public void Answered() => answered = time.GetTimestamp();

    /// <summary>The parts up to now; what is still under way, because the attempt failed in it, has lasted until now.</summary>
    public AttemptTimes Times()
    {
        // While the handler still connects for this request, another connection may become free and serve it.
        var own = answered == 0 || (isSecure ? secured : connected) != 0;
        return new AttemptTimes(
            own ? Span(asked, dialled) : null,
            own ? Span(dialled, connected) : null,
            own && isSecure ? Span(connected, secured) : null,
            answered == 0 ? null : time.GetElapsedTime(begun, answered));
    }

    private TimeSpan? Span(long from, long to) => from == 0 ? null : time.GetElapsedTime(from, to == 0 ? time.GetTimestamp() : to);
}
