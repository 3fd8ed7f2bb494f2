using TaskHub.Api;

namespace TaskHub.Comments;

public static class CommentsApi
{
    private const string Task = "Task";

    public static void MapComments(this IEndpointRouteBuilder api)
    {
        var comments = api.MapGroup("/comments");
        comments.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadComments read, CancellationToken cancel) =>
        {
            OnTask(query.Text("target_type"), StatusCodes.Status400BadRequest);
            var wanted = new CommentQuery(
                query.Id("organization_id"), query.Id("project_id"), query.Id("task_id") ?? query.Id("target_id"), query.Time("updated_since"),
                query.Text("q"));
            return (await read.RunAsync(call.Actor, wanted, paging, cancel)).ToList(paging);
        }).Described(CommentsDescription.List);
        comments.MapGet("/{id:long}", async (Call call, long id, ReadComments read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk()).Described(CommentsDescription.Get);
        comments.MapPost("/", async (Call call, JsonBody body, CreateComment create, CancellationToken cancel) =>
        {
            OnTask(body.Text("target_type").Value, StatusCodes.Status422UnprocessableEntity);
            var input = new NewComment(
                body.Id("target_id").Or(body.Id("task_id").Value), body.Text("body").Or(null)!, body.IdOrNull("project_id").Value);
            return (await create.RunAsync(call.Actor, input, cancel)).ToCreated(c => $"/api/3/comments/{c.Id}");
        }).Described(CommentsDescription.Create);
        comments.MapChange("/{id:long}", async (Call call, long id, JsonBody body, EditComment edit, CancellationToken cancel) =>
            (await edit.RunAsync(call.Actor, id, body.Text("body")!, cancel)).ToOk()).Described(CommentsDescription.Edit);
        comments.MapDelete("/{id:long}", async (Call call, long id, DeleteComment delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent()).Described(CommentsDescription.Delete);
    }

    private static void OnTask(string? type, int status)
    {
        if (type is not (null or Task))
        {
            throw new BadField("target_type", "target_type must be Task", status);
        }
    }
}
