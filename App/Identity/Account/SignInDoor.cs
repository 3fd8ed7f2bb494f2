using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TaskHub.Identity.Account;

/// <summary>What the pages share that let somebody in: how often an address may fail, and where it leads afterwards.</summary>
public sealed class SignInDoor(SignInLimit limit, NavigationManager navigation)
{
    /// <summary>What an address is told that failed too often, with 429; null when it may try.</summary>
    public string? MustWait(HttpContext context)
    {
        if (limit.Wait(context.From()) is not { } wait)
        {
            return null;
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return IdentityText.TooManyTries;
    }

    public void Failed(HttpContext context) => limit.Failed(context.From());

    /// <summary>Goes on to where somebody wanted, never off the hub.</summary>
    public void LeadTo(string? returnUrl) => navigation.NavigateTo(LocalUrl.OrRoot(returnUrl));
}
