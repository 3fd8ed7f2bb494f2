using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskHub.Identity;

/// <summary>The audit as a table for other programs (CSV, RFC 4180).</summary>
public static partial class AuditSheet
{
    /// <summary>How many entries one file holds at most.</summary>
    public const int Most = 100_000;

    private const string Head = "id,at,who,who_id,who_email,act,what,subject,detail,address,via\r\n";

    /// <summary>The file <c>/app/organization/{id}/audit.csv</c>, with the filters of the page, for whoever may read the page.</summary>
    public static void MapAudit(this IEndpointRouteBuilder app) => app.MapGet(
        "/app/organization/{id:long}/audit.csv",
        async (HttpContext context, long id, string? kind, string? q, string? since, string? until, OpenSessions sessions, FindAudit find, KeepAudit keep,
            ExportLimit limit, CancellationToken cancel) =>
        {
            var actor = await sessions.ActorAsync(context.User, context.From(), cancel);
            if (actor is not null && limit.Take(actor.UserId) is { } wait)
            {
                context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return Results.Text(IdentityText.TooManyExports, statusCode: StatusCodes.Status429TooManyRequests);
            }

            var found = actor is null ? Failure.Forbidden() : await find.RunAsync(actor, id, AuditFilter.Of(kind, q, since, until), size: Most, cancel: cancel);
            context.Response.Headers.CacheControl = "no-store";
            if (!found.Ok && actor is not null)
            {
                await keep.RefusedAsync(actor, id, $"{context.Request.Method} {context.Request.Path}", context.Pattern(), cancel);
            }

            return found.Ok
                ? Results.File(Encoding.UTF8.GetBytes(Write(found.Value)), "text/csv; charset=utf-8", $"audit-{id}.csv")
                : Results.Text(Failure.InsufficientAuthorization, statusCode: StatusCodes.Status403Forbidden);
        }).RequireAuthorization();

    public static string Write(IEnumerable<AuditEntry> entries)
    {
        var text = new StringBuilder(Head);
        foreach (var e in entries)
        {
            string[] cells =
            [
                e.Id.ToString(CultureInfo.InvariantCulture), e.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), e.Who,
                e.UserId?.ToString(CultureInfo.InvariantCulture) ?? "", e.Email ?? "", e.Act, Acts.Words(e.Act), e.Subject ?? "", e.Detail ?? "", e.Address ?? "", e.Via ?? "",
            ];
            text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>
    /// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it, in East Asian width too, and so does what
    /// would begin a cell of its own where the semicolon parts cells.
    /// </summary>
    public static string Cell(string text)
    {
        var safe = text.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] || text is ['\t' or '\r' or '\n', ..] ? "'" + text : text;
        safe = Inner().Replace(safe, "$1'$2");
        return safe.IndexOfAny([',', ';', '"', '\r', '\n']) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    [GeneratedRegex(@"(;)(\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])", RegexOptions.NonBacktracking)]
    private static partial Regex Inner();
}
