using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>The session's cookie and the forms' cookie, and what a request without a session is answered.</summary>
internal static class Cookies
{
    public const string SignInPath = "/sign-in";

    public static void Configure(IServiceCollection services)
    {
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IConfiguration>((options, configuration) =>
        {
            options.Cookie = Make("TaskHub", SameSiteMode.Lax, PublicUrl.IsHttps(configuration));
            options.ExpireTimeSpan = OpenSessions.Idle;
            options.SlidingExpiration = true;
            options.LoginPath = SignInPath;
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = JudgeAsync;
            options.Events.OnRedirectToLogin = AskToSignIn;
            options.Events.OnRedirectToAccessDenied = Refuse;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            options.Cookie = Make("TaskHub.Form", SameSiteMode.Strict, PublicUrl.IsHttps(configuration));
            options.SuppressXFrameOptionsHeader = true;
        });
    }

    // The __Host- name makes a browser insist on https, this very host and the whole site; a hub on plain http could not set it.
    private static CookieBuilder Make(string name, SameSiteMode sameSite, bool https) => new HubCookie(https)
    {
        Name = https ? "__Host-" + name : name,
        SameSite = sameSite,
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
    };

    // The cookie only names a session; whether that still is one is asked with every request.
    private static async Task JudgeAsync(CookieValidatePrincipalContext context)
    {
        var sessions = context.HttpContext.RequestServices.GetRequiredService<OpenSessions>();
        if (context.Principal is null
            || await sessions.ActorAsync(context.Principal, context.HttpContext.From(), context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
        }
    }

    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        // Relative, because the absolute address that the framework works out comes from the Host header.
        var wanted = HttpMethods.IsGet(request.Method) && request.Path != "/" ? request.PathBase + request.Path + request.QueryString : default;
        context.Response.Redirect(request.PathBase + SignInPath + (string.IsNullOrEmpty(wanted) ? default : QueryString.Create("returnUrl", wanted)));
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Request.Path.StartsWithSegments("/api")
            ? Task.CompletedTask
            : context.Response.WriteAsync(Failure.InsufficientAuthorization, context.HttpContext.RequestAborted);
    }

    /// <summary>
    /// A cookie for https alone where people reach the hub by https, even if this request came by http from the proxy in front of it: the
    /// library's own setting for that refuses to write forms then.
    /// </summary>
    private sealed class HubCookie(bool https) : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure |= https;
            return options;
        }
    }
}
