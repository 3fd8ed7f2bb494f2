using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace TaskHub.Identity;

/// <summary>The session's cookie and the forms' cookie, and what a request without a session is answered.</summary>
internal static class Cookies
{
    public const string SignInPath = "/sign-in";
    private static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    public static void Configure(IServiceCollection services)
    {
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<IConfiguration>((options, configuration) =>
        {
            Harden(options.Cookie, "TaskHub", PublicUrl.IsHttps(configuration));
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = Idle;
            options.SlidingExpiration = true;
            options.LoginPath = SignInPath;
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToLogin = AskToSignIn;
            options.Events.OnRedirectToAccessDenied = Refuse;
        });
        services.AddOptions<AntiforgeryOptions>().Configure<IConfiguration>((options, configuration) =>
            Harden(options.Cookie, "TaskHub.Form", PublicUrl.IsHttps(configuration)));
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = Revalidation.Every);
    }

    // The __Host- name makes a browser insist on https, this very host and the whole site; a hub on plain http could not set it.
    private static void Harden(CookieBuilder cookie, string name, bool https)
    {
        cookie.Name = https ? "__Host-" + name : name;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
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
}
