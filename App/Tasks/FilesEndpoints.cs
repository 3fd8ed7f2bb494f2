using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>
/// Where the browser sends and reads files. Sending needs a header of ours, which no page of another site can set. Only images that browsers
/// draw without running anything are shown; all else is downloaded, whatever it calls itself.
/// </summary>
public static class FilesEndpoints
{
    public const string NameHeader = "X-File-Name";

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapPost("/app/tasks/{id:long}/files", SendAsync).RequireAuthorization().DisableAntiforgery();
        app.MapGet("/app/files/{id:long}/{name}", ReadAsync).RequireAuthorization();
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, long id, OpenSessions sessions, AttachFile attach, IOptions<FilesOptions> options, CancellationToken cancel)
    {
        if (context.Request.Headers[NameHeader].ToString() is not { Length: > 0 } name)
        {
            return Results.BadRequest(TasksText.FileNameRequired);
        }

        // A little more than is allowed arrives, so that the answer can say how much is.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = options.Value.MaxBytes + 1_000_000;
        if (await sessions.ActorAsync(context.User, context.From(), cancel) is not { } actor)
        {
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        var result = await attach.RunAsync(actor, id, Uri.UnescapeDataString(name), context.Request.Body, cancel);
        return result.Ok
            ? Results.Json(new { result.Value.Id, result.Value.Name, result.Value.Href, result.Value.IsImage }, statusCode: StatusCodes.Status201Created)
            : Results.Text(
                result.Failure.Message,
                statusCode: result.Failure.Kind == FailureKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext context, long id, string name, OpenSessions sessions, FindAttachment find, FileStore store, CancellationToken cancel)
    {
        var actor = await sessions.ActorAsync(context.User, context.From(), cancel);
        return actor is not null && await find.RunAsync(actor, id, cancel) is { } found && found.Name == name
            ? Send(found, store, context.Response, isShown: found.Image is not null && !context.Request.Query.ContainsKey("download")) ?? Results.NotFound()
            : Results.NotFound();
    }

    /// <summary>Answers what a file holds; null when it is gone.</summary>
    internal static IResult? Send(Attachment found, FileStore store, HttpResponse response, bool isShown)
    {
        if (store.Open(found.Stored) is not { } content)
        {
            return null;
        }

        var disposition = new ContentDispositionHeaderValue(isShown ? "inline" : "attachment");
        disposition.SetHttpFileName(found.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "private, no-cache";
        return Results.Stream(
            content, isShown ? found.Image : "application/octet-stream", lastModified: found.CreatedAt, entityTag: new EntityTagHeaderValue($"\"{found.Stored[3..]}\""),
            enableRangeProcessing: true);
    }
}
