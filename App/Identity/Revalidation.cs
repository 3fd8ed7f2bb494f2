using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace TaskHub.Identity;

/// <summary>
/// Ends an open page with its session: at once when the session is ended here, and within a minute when its time is over; a page that stays
/// open asks nobody otherwise.
/// </summary>
public sealed class Revalidation : RevalidatingServerAuthenticationStateProvider
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly OpenSessions sessions;

    public Revalidation(ILoggerFactory log, OpenSessions sessions)
        : base(log)
    {
        this.sessions = sessions;
        sessions.Ended += Leave;
    }

    protected override TimeSpan RevalidationInterval => Every;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        HoldsAsync(authenticationState.User, cancellationToken);

    /// <summary>Whether the session is still there.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancel) =>
        await sessions.ActorAsync(principal, cancel: cancel) is not null;

    protected override void Dispose(bool disposing)
    {
        sessions.Ended -= Leave;
        base.Dispose(disposing);
    }

    private void Leave(IReadOnlyCollection<long> ended) => _ = LeaveAsync(ended);

    private async Task LeaveAsync(IReadOnlyCollection<long> ended)
    {
        var state = await GetAuthenticationStateAsync();
        if (OpenSessions.TryRead(state.User, OpenSessions.Claim, out var id) && ended.Contains(id))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
    }
}
