using Microsoft.Extensions.Options;
using TaskHub.Api;

namespace TaskHub.Worksection;

/// <summary>
/// How often an organization's key may call: as often as an access token. Worksection itself allows one request in a second, which would only
/// make programs slow here.
/// </summary>
internal sealed class CallLimit(IOptions<ApiOptions> options, TimeProvider time)
{
    private readonly RateLimit limit = new(options, time);

    /// <summary>Counts a request. Null when it may pass, else how long to wait.</summary>
    public TimeSpan? Take(long organizationId) => limit.Take(organizationId);
}
