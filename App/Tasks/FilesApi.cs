using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using TaskHub.Api;
using TaskHub.Identity;

namespace TaskHub.Tasks;

/// <summary>The files of tasks in the API. The body of a POST is the file itself.</summary>
public static class FilesApi
{
    public static void MapTaskFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("/tasks/{id:long}/files", async (Call call, long id, FindAttachment find, CancellationToken cancel) =>
            (await find.OfTaskAsync(call.Actor, id, cancel)).Select(IReadOnlyList<AttachmentPayload> (all) => [.. all.Select(AttachmentPayload.Of)]).ToOk())
            .Described(FilesDescription.List);

        // A little more than is allowed arrives, so that the answer can say how much is. Said here, because the body may be read before the endpoint is.
        var most = api.ServiceProvider.GetRequiredService<IOptions<FilesOptions>>().Value.MaxBytes + 1_000_000;
        api.MapPost("/tasks/{id:long}/files", SendAsync).WithMetadata(new RequestSizeLimitAttribute(most)).Described(FilesDescription.Attach);
        api.MapGet("/files/{id:long}", async (Call call, long id, FindAttachment find, CancellationToken cancel) =>
            (await OneAsync(call, id, find, cancel)).Select(AttachmentPayload.Of).ToOk()).Described(FilesDescription.Get);
        api.MapGet("/files/{id:long}/content", async (Call call, long id, FindAttachment find, FileStore store, HttpResponse response, CancellationToken cancel) =>
        {
            var found = await OneAsync(call, id, find, cancel);
            return !found.Ok ? Problem.Of(found.Failure)
                : FilesEndpoints.Send(found.Value, store, response, isShown: false) ?? Problem.Of(Failure.NotFound(TasksText.Attachment));
        }).Described(FilesDescription.Content);
        api.MapDelete("/files/{id:long}", async (Call call, long id, DeleteAttachment delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel: cancel)).ToNoContent()).Described(FilesDescription.Delete);
    }

    private static async Task<IResult> SendAsync(
        Call call, long id, HttpContext context, QueryFields query, AttachFile attach, FindAttachment find, IOptions<FilesOptions> options, CancellationToken cancel)
    {
        if (context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            // Its parts and their borders would be kept as if they were the file.
            return Problem.Of(StatusCodes.Status415UnsupportedMediaType, TasksText.BodyIsTheFile);
        }

        if (context.Request.ContentLength > options.Value.MaxBytes)
        {
            return Problem.Of(Failure.Invalid("file", TasksText.FileTooLong(options.Value.MaxMegabytes)));
        }

        var made = await attach.RunAsync(call.Actor, id, query.Text("name"), context.Request.Body, cancel);
        return made.Ok
            ? (await OneAsync(call, made.Value.Id, find, cancel)).Select(AttachmentPayload.Of).ToCreated(f => $"/api/3/files/{f.Id}")
            : Problem.Of(made.Failure);
    }

    private static async Task<Result<Attachment>> OneAsync(Call call, long id, FindAttachment find, CancellationToken cancel) =>
        await find.RunAsync(call.Actor, id, cancel) is { } found ? found : Failure.NotFound(TasksText.Attachment);
}
