using Microsoft.AspNetCore.Components.Authorization;

namespace TaskHub.Identity;

/// <summary>Who sits at the browser. Pages ask for each act anew and hand the answer to the verb.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, OpenSessions sessions)
{
    /// <summary>The signed-in person, or null when nobody is, when their session is over, or when their account is gone.</summary>
    public async Task<Actor?> FindAsync(CancellationToken cancel = default) =>
        await sessions.ActorAsync((await authentication.GetAuthenticationStateAsync()).User, cancel: cancel);

    /// <summary>The signed-in person on a page that only they reach. Throws when nobody is.</summary>
    public async Task<Actor> GetAsync(CancellationToken cancel = default) =>
        await FindAsync(cancel) ?? throw new InvalidOperationException("Nobody is signed in.");
}
