namespace TaskHub.Identity;

/// <summary>Keeps pages of other sites away from the circuits: the framework itself lets any of them open a WebSocket.</summary>
public static class SameOrigin
{
    /// <summary>
    /// Refuses a connection to <c>/_blazor</c> that a browser opened from another host than the one it asks for or the public one. What is no
    /// browser sends no Origin and no cookies of one either.
    /// </summary>
    public static void UseSameOrigin(this WebApplication app)
    {
        var url = app.Services.GetRequiredService<PublicUrl>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/_blazor"), blazor => blazor.Use((context, next) =>
        {
            var origin = context.Request.Headers.Origin.ToString();
            if (origin.Length == 0 || IsOurs(origin, context.Request.Host.Value, url))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return context.Response.WriteAsync(Failure.InsufficientAuthorization, context.RequestAborted);
        }));
    }

    private static bool IsOurs(string origin, string? host, PublicUrl url) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && (from.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            || from.Authority.Equals(new Uri(url.Base).Authority, StringComparison.OrdinalIgnoreCase));
}
