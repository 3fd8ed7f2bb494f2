using System.Globalization;
using System.Text;
using System.Text.Json;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>
/// The tasks of a project's page as a file for other programs: CSV (RFC 4180), which the import reads again, or JSON, an array of objects.
/// </summary>
public static class TaskExport
{
    /// <summary>The first line of the CSV.</summary>
    public const string Head =
        "key,id,title,description,list,status,assignee,assignee_email,urgent,priority,labels,start_on,due_on,repeat,subtasks,comments,created_at,updated_at,completed_at,url\r\n";

    /// <summary>What of the page's address chooses and orders the tasks.</summary>
    internal static readonly IReadOnlyList<string> Kept = ["q", "status", "assignee", "label", "due", "sort"];

    /// <summary>The files <c>…/projects/{project}/tasks.csv</c> and <c>.json</c>, with the filter of the page, for whoever sees the project.</summary>
    public static void MapTaskExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/app/organization/{id:long}/projects/{project:long}/tasks.csv", (Delegate)Csv).RequireAuthorization();
        app.MapGet("/app/organization/{id:long}/projects/{project:long}/tasks.json", (Delegate)Json).RequireAuthorization();

        static Task<IResult> Csv(HttpContext context, long id, long project, CancellationToken cancel) =>
            AnswerAsync(context, id, project, "csv", "text/csv; charset=utf-8", WriteCsvAsync, cancel);

        static Task<IResult> Json(HttpContext context, long id, long project, CancellationToken cancel) =>
            AnswerAsync(context, id, project, "json", "application/json", WriteJsonAsync, cancel);
    }

    /// <summary>The line of a task. Subtasks stand on lines of their cell, <c>[x]</c> before those that are done.</summary>
    public static string Line(ExportedTask task)
    {
        string[] cells =
        [
            task.Key, Number(task.Id), task.Title, task.Description, task.List, task.Status, task.Assignee ?? "", task.AssigneeEmail ?? "", task.Urgent ? "true" : "false",
            Number(task.Priority), string.Join(", ", task.Labels), Day(task.StartOn), Moment(task.DueOn, task.DueTime), task.Repeat ?? "",
            string.Join('\n', task.Subtasks.Select(s => $"[{(s.Resolved ? 'x' : ' ')}] {s.Name}")), Number(task.CommentsCount),
            Time(task.CreatedAt), Time(task.UpdatedAt), Time(task.CompletedAt), task.Url,
        ];
        return string.Join(',', cells.Select(AuditSheet.Cell)) + "\r\n";
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, long organizationId, long projectId, string kind, string type,
        Func<Stream, IAsyncEnumerable<ExportedTask>, CancellationToken, Task> write, CancellationToken cancel)
    {
        var services = context.RequestServices;
        context.Response.Headers.CacheControl = "no-store";
        var actor = await services.GetRequiredService<OpenSessions>().ActorAsync(context.User, context.From(), cancel);
        var project = actor is null ? Failure.Forbidden() : await services.GetRequiredService<FindProject>().RunAsync(actor, projectId, cancel);
        if (!project.Ok || project.Value.Project.OrganizationId != organizationId)
        {
            return Results.NotFound();
        }

        if (services.GetRequiredService<ExportLimit>().Take(actor!.UserId) is { } wait)
        {
            context.Response.Headers.RetryAfter = Number((long)Math.Ceiling(wait.TotalSeconds));
            return Results.Text(TasksText.TooManyExports, statusCode: StatusCodes.Status429TooManyRequests);
        }

        string? Query(string name) => context.Request.Query[name] is [.., { Length: > 0 } last] ? last : null;
        var today = DateOnly.TryParseExact(Query("today"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var (order, reversed) = TaskArrangement.Order(Query("sort"));
        var export = services.GetRequiredService<ExportTasks>().RunAsync(
            actor, projectId, TaskFilter.From(Query("q"), Query("status"), Query("assignee"), Query("label"), Query("due"), today), new TaskSort(order, reversed), cancel);
        var url = services.GetRequiredService<PublicUrl>();
        return Results.Stream(
            stream => write(stream, Linked(export, url), cancel), type, string.Create(CultureInfo.InvariantCulture, $"tasks-{projectId}.{kind}"));
    }

    private static IAsyncEnumerable<ExportedTask> Linked(IAsyncEnumerable<IReadOnlyList<ExportedTask>> stretches, PublicUrl url) =>
        stretches.SelectMany(tasks => tasks).Select(t => t with { Url = url.For(string.Create(CultureInfo.InvariantCulture, $"/app/tasks/{t.Id}")) });

    private static async Task WriteCsvAsync(Stream stream, IAsyncEnumerable<ExportedTask> tasks, CancellationToken cancel)
    {
        // The mark lets spreadsheets know that it is UTF-8.
        await stream.WriteAsync(Encoding.UTF8.GetPreamble(), cancel);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(Head), cancel);
        await foreach (var task in tasks.WithCancellation(cancel))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Line(task)), cancel);
        }
    }

    private static Task WriteJsonAsync(Stream stream, IAsyncEnumerable<ExportedTask> tasks, CancellationToken cancel) =>
        JsonSerializer.SerializeAsync(stream, tasks, HubJson.Options, cancel);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateOnly? day, string? time) => $"{Day(day)} {time}".TrimEnd();

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
