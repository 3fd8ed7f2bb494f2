using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>Begins and ends the session of the browser that sends this request. For static pages only: a circuit cannot set a cookie.</summary>
public sealed class Sessions(SignInManager<User> signIn, UserManager<User> users, OpenSessions open, IHttpContextAccessor http)
{
    /// <summary>Signs the person in. Call it once they have proved who they are.</summary>
    public async Task StartAsync(long userId)
    {
        var user = await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException($"No person has the id {userId}.");
        var context = http.HttpContext!;
        await EndCurrentAsync(context);
        var id = await open.StartAsync(userId, Devices.Name(context.Request.Headers.UserAgent), context.From(), context.RequestAborted);
        await signIn.SignInWithClaimsAsync(user, isPersistent: true, [new Claim(OpenSessions.Claim, id.ToString(CultureInfo.InvariantCulture))]);
    }

    public async Task EndAsync()
    {
        await EndCurrentAsync(http.HttpContext!);
        await signIn.SignOutAsync();
    }

    // Whoever signs in anew leaves no older session of this browser behind.
    private async Task EndCurrentAsync(HttpContext context)
    {
        if (await open.ActorAsync(context.User, context.From(), context.RequestAborted) is { SessionId: { } id } actor)
        {
            await open.EndAsync(actor, id, context.RequestAborted);
        }
    }
}

internal static class RequestAddress
{
    /// <summary>The address that a request came from; behind a trusted proxy, the one that the proxy says.</summary>
    public static string? From(this HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    /// <summary>The method and the path as it is declared, <c>GET /tasks/{id}</c>; null where nothing is declared.</summary>
    public static string? Pattern(this HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? $"{context.Request.Method} {pattern}" : null;
}
