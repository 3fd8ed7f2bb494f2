using Microsoft.Extensions.Options;
using TaskHub.Api;

namespace TaskHub.Worksection;

/// <summary>
/// How often an organization's key may call: once a second, as with Worksection itself, unless the operator says otherwise. What is refused
/// does not count, so that whoever waits a second is heard.
/// </summary>
internal sealed class CallLimit(IOptions<WorksectionOptions> options, TimeProvider time)
{
    // A program that sleeps for a second between two requests must not fail because the second one travelled faster.
    private static readonly TimeSpan Second = TimeSpan.FromMilliseconds(950);
    private readonly RateLimit limit = new(options.Value.RequestsPerSecond, Second, time);

    /// <summary>Counts a request. Null when it may pass, else how long to wait.</summary>
    public TimeSpan? Take(long organizationId) => limit.Take(organizationId);
}
