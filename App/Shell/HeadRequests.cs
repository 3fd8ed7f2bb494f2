namespace TaskHub;

internal static class HeadRequests
{
    /// <summary>
    /// Has a HEAD answered as the GET that it asks about, by the same endpoint and with the same headers; the server leaves the body out by itself.
    /// Endpoints are chosen after it, and not before everything else as they would be.
    /// </summary>
    public static void UseHead(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            // There a GET may change something: what it is to do stands in its query.
            if (HttpMethods.IsHead(context.Request.Method) && !context.Request.Path.StartsWithSegments(Worksection.WorksectionApi.Path.TrimEnd('/')))
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        app.UseRouting();
    }
}
