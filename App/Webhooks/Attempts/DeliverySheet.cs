using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Attempts;

/// <summary>
/// The deliveries of a filter as a file for other programs: CSV (RFC 4180) has a line for each attempt, without headers and bodies; JSON Lines
/// has a line for each delivery as the API shows it, with everything.
/// </summary>
public static class DeliverySheet
{
    internal const string Head =
        "sequence,webhook_id,event,event_id,object_type,object_id,object,state,created_at,attempt,started_at,duration_ms,status_code,error,by_hand,url\r\n";

    private static readonly byte[] LineEnd = "\n"u8.ToArray();

    /// <summary>The files <c>…/web_hooks/{hook}/deliveries.csv</c> and <c>.jsonl</c>, with the filter of the page, for whoever may read the page.</summary>
    public static void MapDeliverySheets(this IEndpointRouteBuilder app)
    {
        app.MapGet("/app/organization/{id:long}/web_hooks/{hook:long}/deliveries.csv", (Delegate)Csv).RequireAuthorization();
        app.MapGet("/app/organization/{id:long}/web_hooks/{hook:long}/deliveries.jsonl", (Delegate)JsonLines).RequireAuthorization();

        static Task<IResult> Csv(HttpContext context, long id, long hook, CancellationToken cancel) =>
            AnswerAsync(context, id, hook, "csv", "text/csv; charset=utf-8", cancel);

        static Task<IResult> JsonLines(HttpContext context, long id, long hook, CancellationToken cancel) =>
            AnswerAsync(context, id, hook, "jsonl", "application/x-ndjson", cancel);
    }

    /// <summary>The lines of one delivery, an attempt each; one line where there is none yet.</summary>
    public static string Lines(DeliveryView delivery)
    {
        var text = new StringBuilder();
        foreach (var attempt in delivery.Attempts.DefaultIfEmpty())
        {
            string[] cells =
            [
                Number(delivery.Sequence), delivery.Id, delivery.Event, Delivery.EventIdOf(delivery.Id), delivery.ObjectType, delivery.ObjectId, delivery.ObjectName ?? "",
                DeliveryFilter.Name(delivery.State), Time(delivery.CreatedAt), Number(attempt?.Number), attempt is null ? "" : Time(attempt.StartedAt),
                Number(attempt?.DurationMs), Number(attempt?.StatusCode), attempt?.Error ?? "", attempt is null ? "" : attempt.ByHand ? "true" : "false",
                attempt?.Url ?? "",
            ];
            text.AppendJoin(',', cells.Select(AuditSheet.Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, long organizationId, long hook, string kind, string type, CancellationToken cancel)
    {
        var services = context.RequestServices;
        var actor = await services.GetRequiredService<OpenSessions>().ActorAsync(context.User, context.From(), cancel);
        var export = services.GetRequiredService<ExportDeliveries>();
        var filter = FilterUrl.Read(name => context.Request.Query[name] is [.., { Length: > 0 } last] ? last : null, services.GetRequiredService<TimeProvider>().GetUtcNow());
        if (actor is null || !actor.IsAdministrator(organizationId))
        {
            return Results.Text(Failure.InsufficientAuthorization, statusCode: StatusCodes.Status403Forbidden);
        }

        if (services.GetRequiredService<ExportLimit>().Take(actor.UserId) is { } wait)
        {
            context.Response.Headers.RetryAfter = Number((long)Math.Ceiling(wait.TotalSeconds));
            return Results.Text(IdentityText.TooManyExports, statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (await export.JudgeAsync(actor, hook, filter, cancel) is { } failure)
        {
            return Results.Text(failure.Message, statusCode: failure.Kind == FailureKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest);
        }

        context.Response.Headers.CacheControl = "no-store";
        var watched = export.Watched(context.Request.Query["ticket"]);
        return Results.Stream(
            stream => WriteAsync(stream, export.RunAsync(actor, hook, filter, cancel), kind, watched, cancel), type, $"web-hook-{hook}-deliveries.{kind}");
    }

    private static async Task WriteAsync(
        Stream stream, IAsyncEnumerable<IReadOnlyList<DeliveryView>> stretches, string kind, DeliveryExport? watched, CancellationToken cancel)
    {
        var written = 0;
        if (kind == "csv")
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Head), cancel);
        }

        await foreach (var stretch in stretches.WithCancellation(cancel))
        {
            // Who stops it gets a download that breaks off, not a file that looks whole.
            watched?.GoOn();
            foreach (var delivery in stretch)
            {
                if (kind == "csv")
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(Lines(delivery)), cancel);
                }
                else
                {
                    await JsonSerializer.SerializeAsync(stream, delivery, HubJson.Options, cancel);
                    await stream.WriteAsync(LineEnd, cancel);
                }
            }

            written += stretch.Count;
            await stream.FlushAsync(cancel);
            watched?.Move(written, done: false);
        }

        watched?.Move(written, done: true);
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
