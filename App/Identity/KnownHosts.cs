using System.Net;

namespace TaskHub.Identity;

/// <summary>
/// Answers only under names that are the hub's: a page of a stranger whose name was made to resolve to this machine reaches nothing.
/// </summary>
public static class KnownHosts
{
    /// <summary>
    /// Refuses a request that asks for another host than the public one, loopback, or a bare address, which no name can be made to be. A hub
    /// that listens on every address and was not told its public one cannot know its names, and answers under any.
    /// </summary>
    public static void UseKnownHosts(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicUrl>().IsGuessed)
        {
            return;
        }

        var url = app.Services.GetRequiredService<PublicUrl>();
        app.Use((context, next) =>
        {
            if (IsOurs(context.Request.Host.Host, url))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync(IdentityText.UnknownHost, context.RequestAborted);
        });
    }

    private static bool IsOurs(string host, PublicUrl url) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals(new Uri(url.Base).Host, StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host, out _);
}
