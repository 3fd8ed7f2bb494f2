namespace TaskHub;

/// <summary>What a supervisor or a load balancer asks. Anyone may: the answers are one word.</summary>
internal static class Probes
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/health/live</c>, which asks for nothing but an answer, and <c>/health/ready</c>.</summary>
    public static void MapProbes(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/health/live", Methods, (HttpContext context) => Answer(context, StatusCodes.Status200OK, "live"));
        app.MapMethods("/health/ready", Methods, async (HttpContext context, Readiness readiness) =>
        {
            var word = await readiness.LookAsync(context.RequestAborted);
            return Answer(context, word == Readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, word);
        });
    }

    private static IResult Answer(HttpContext context, int status, string word)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(word + "\n", "text/plain", statusCode: status);
    }
}
