using System.Net;
using TaskHub.Identity;
using TaskHub.Telemetry;

namespace TaskHub;

/// <summary>
/// <c>/metrics</c>, for the platform operator's access token, or for a program on this machine that asks directly. A proxy on this machine
/// comes from loopback too, so whatever was forwarded needs the token.
/// </summary>
internal static class MetricsEndpoint
{
    private const string Bearer = "Bearer ";
    private static readonly string[] SaysForwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    public static void MapMetrics(this WebApplication app)
    {
        // Made now, so that it counts from the start and not from the first question.
        var book = app.Services.GetRequiredService<MeterBook>();
        app.MapGet("/metrics", async (HttpContext context, TokenCallers callers) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            if (await RefuseAsync(context, callers) is { } status)
            {
                if (status == StatusCodes.Status401Unauthorized)
                {
                    context.Response.Headers.WWWAuthenticate = "Bearer realm=\"TaskHub\"";
                }

                return Results.Text(Failure.InsufficientAuthorization, statusCode: status);
            }

            return Results.Text(book.Write(), "text/plain; version=0.0.4; charset=utf-8");
        });
    }

    private static async Task<int?> RefuseAsync(HttpContext context, TokenCallers callers)
    {
        var from = context.Connection.RemoteIpAddress;
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return IsOfThisMachine(context.Request, from) ? null : StatusCodes.Status401Unauthorized;
        }

        var caller = await callers.FindAsync(header[Bearer.Length..].Trim(), from?.ToString(), context.RequestAborted);
        return caller is null ? StatusCodes.Status401Unauthorized
            : caller.OfOperator && caller.Actor.Allows(Scopes.Read) ? null
            : StatusCodes.Status403Forbidden;
    }

    private static bool IsOfThisMachine(HttpRequest request, IPAddress? from) =>
        from is not null && IPAddress.IsLoopback(from) && !SaysForwarded.Any(request.Headers.ContainsKey);
}
