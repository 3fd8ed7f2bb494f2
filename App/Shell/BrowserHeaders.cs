using System.Security.Cryptography;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>
/// What every answer tells a browser to refuse, errors and static files included: foreign scripts and styles, framing, guessed types, referrers.
/// It stands first in the row of the middleware, so that nothing is answered around it.
/// </summary>
internal static class BrowserHeaders
{
    private const string NonceKey = "TaskHub.Nonce";
    private const string ReferencePage = "/api";

    // What is no page loads nothing; a browser that is shown a JSON answer or a script as a page finds itself in an empty room.
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    // What people attached is not ours: even shown, it has no origin and runs nothing.
    private const string FileOfSomebody = NoPage + "; sandbox";

    // Blazor wants <base href>, so base-uri cannot be 'none'. No style stands in the markup and no script but the import map, which has the nonce.
    private const string Page =
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    // The reference of the API is drawn by a component that writes its own style elements, and works on nothing that people wrote.
    private const string Reference =
        "default-src 'none'; script-src 'self' 'nonce-{0}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    // A year, and the subdomains of the hub's own host.
    private const string OnlyHttps = "max-age=31536000; includeSubDomains";

    /// <summary>The number, new with every answer, by which an inline script shows that the hub wrote it.</summary>
    public static string Nonce(this HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
        {
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        }

        return nonce;
    }

    public static void UseBrowserHeaders(this WebApplication app)
    {
        var https = PublicUrl.IsHttps(app.Configuration);
        var strict = !app.Environment.IsDevelopment();
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Write(context, https, strict);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    private static void Write(HttpContext context, bool https, bool strict)
    {
        var headers = context.Response.Headers;
        var isPage = context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;
        headers.ContentSecurityPolicy = isPage ? Policy(context) + (https ? "; upgrade-insecure-requests" : string.Empty)
            : context.Request.Path.StartsWithSegments("/app/files", StringComparison.Ordinal) ? FileOfSomebody
            : NoPage;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Request-Id"] = context.TraceIdentifier;
        if (strict && context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = OnlyHttps;
        }

        if (isPage)
        {
            headers.CacheControl = "no-store";
        }
    }

    private static string Policy(HttpContext context) =>
        string.Format(null, context.Request.Path.Equals(ReferencePage, StringComparison.OrdinalIgnoreCase) ? Reference : Page, context.Nonce());
}
