using System.Globalization;
using System.Text;
using TaskHub.Identity;

namespace TaskHub;

/// <summary>What an import could not take over, as a table for whoever imports it.</summary>
public static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder app) => app.MapGet(
        "/app/imports/{ticket}/problems.csv",
        async (HttpContext context, string ticket, OpenSessions sessions, ImportDesk desk, CancellationToken cancel) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return await sessions.ActorAsync(context.User, context.From(), cancel) is { } actor && desk.Find(actor, ticket) is { Plan: { } plan }
                ? Results.File(Encoding.UTF8.GetBytes(Write(plan.Problems)), "text/csv; charset=utf-8", "import-problems.csv")
                : Results.NotFound();
        }).RequireAuthorization();

    private static string Write(IEnumerable<ImportProblem> problems)
    {
        var text = new StringBuilder("row,field,value,why,left_out\r\n");
        foreach (var problem in problems)
        {
            string[] cells = [problem.Row.ToString(CultureInfo.InvariantCulture), problem.Field, problem.Value, problem.Why, problem.LeavesOut ? "true" : "false"];
            text.AppendJoin(',', cells.Select(AuditSheet.Cell)).Append("\r\n");
        }

        return text.ToString();
    }
}
