using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;

namespace TaskHub.Identity;

/// <summary>Who sits at the browser. Pages ask for each act anew and hand the answer to the verb.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, Actors actors)
{
    /// <summary>The signed-in person, or null when nobody is, or when their account is gone.</summary>
    public async Task<Actor?> FindAsync(CancellationToken cancel = default)
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return user.Identity is { IsAuthenticated: true }
            && long.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await actors.FindAsync(id, cancel: cancel)
            : null;
    }

    /// <summary>The signed-in person on a page that only they reach. Throws when nobody is.</summary>
    public async Task<Actor> GetAsync(CancellationToken cancel = default) =>
        await FindAsync(cancel) ?? throw new InvalidOperationException("Nobody is signed in.");
}
