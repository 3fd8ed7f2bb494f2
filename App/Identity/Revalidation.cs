using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Asks every minute whether the person of an open page may still be signed in; a page that stays open asks nobody otherwise.</summary>
public sealed class Revalidation(ILoggerFactory log, IDbContextFactory<AppDbContext> contexts, IOptions<IdentityOptions> options)
    : RevalidatingServerAuthenticationStateProvider(log)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override TimeSpan RevalidationInterval => Every;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) =>
        HoldsAsync(authenticationState.User, cancellationToken);

    /// <summary>Whether the account is still there and nobody signed it out everywhere or changed its password.</summary>
    public async Task<bool> HoldsAsync(ClaimsPrincipal principal, CancellationToken cancel)
    {
        var claims = options.Value.ClaimsIdentity;
        if (!long.TryParse(principal.FindFirstValue(claims.UserIdClaimType), out var id))
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        var stamp = await db.Users.Where(u => u.Id == id).Select(u => u.SecurityStamp).SingleOrDefaultAsync(cancel);
        return stamp is not null && stamp == principal.FindFirstValue(claims.SecurityStampClaimType);
    }
}
