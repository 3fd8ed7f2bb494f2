using TaskHub.Api;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;

namespace TaskHub.Tasks;

public static class TasksApi
{
    public static void MapTasks(this IEndpointRouteBuilder api)
    {
        var tasks = api.MapGroup("/tasks");
        tasks.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadTasks read, CancellationToken cancel) =>
            (await read.RunAsync(call.Actor, Wanted(query), paging, cancel)).ToList(paging)).Described(TasksDescription.List);
        tasks.MapGet("/{id:long}", async (Call call, long id, ReadTasks read, HttpResponse response, CancellationToken cancel) =>
            Tagged(await read.OneAsync(call.Actor, id, cancel), response).ToOk()).Described(TasksDescription.Get);
        tasks.MapPost("/", async (Call call, JsonBody body, CreateTask create, HttpResponse response, CancellationToken cancel) =>
            Tagged(await create.RunAsync(call.Actor, New(body), cancel), response).ToCreated(t => $"/api/3/tasks/{t.Id}"))
            .Described(TasksDescription.Create);
        tasks.MapChange("/{id:long}", async (Call call, long id, JsonBody body, HttpContext context, EditTask edit, CancellationToken cancel) =>
            Tagged(await edit.RunAsync(call.Actor, id, Edit(body, context), cancel), context.Response).ToOk()).Described(TasksDescription.Edit);
        tasks.MapDelete("/{id:long}", async (Call call, long id, HttpContext context, DeleteTask delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, JsonBody.IfMatch(context), cancel)).ToNoContent()).Described(TasksDescription.Delete);
        MapAttention(tasks, "watch", Attention.Watching, TasksDescription.Watch);
        MapAttention(tasks, "unwatch", Attention.Usual, TasksDescription.Unwatch);
        MapAttention(tasks, "mute", Attention.Muted, TasksDescription.Mute);
    }

    private static void MapAttention(RouteGroupBuilder tasks, string path, Attention attention, Operation operation) =>
        tasks.MapPost($"/{{id:long}}/{path}", async (Call call, long id, WatchTask watch, HttpResponse response, CancellationToken cancel) =>
            Tagged(await watch.RunAsync(call.Actor, id, attention, cancel), response).ToOk()).Described(operation);

    private static TaskQuery Wanted(QueryFields query) => new()
    {
        OrganizationId = query.Id("organization_id"),
        ProjectId = query.Id("project_id"),
        TaskListId = query.Id("task_list_id"),
        AssignedId = query.Id("assigned_id"),
        Status = query.AnyOf<TaskState>("status"),
        UpdatedSince = query.Time("updated_since"),
        Text = query.Text("q"),
    };

    private static NewTask New(JsonBody body)
    {
        var list = body.IdOrNull("task_list_id");
        var position = body.Number("position");
        return new NewTask(body.Id("project_id").Or(0), body.Text("name").Or(null)!)
        {
            Description = body.Text("description").Or(null) ?? string.Empty,
            TaskListId = list.Value,
            Status = body.OneOf<TaskState>("status").Or(TaskState.Open),
            Urgent = body.Flag("urgent").Value,
            Priority = body.Number("priority").Value,
            DueOn = body.DateOrNull("due_on").Value,
            DueTime = body.ClockOrNull("due_time").Value,
            StartOn = body.DateOrNull("start_on").Value,
            AssignedId = body.IdOrNull("assigned_id").Value,
            Labels = body.Texts("labels").Value ?? [],
            Repeat = body.Text("repeat").Value,
            Position = position.IsGiven ? position.Value : null,
        };
    }

    private static TaskEdit Edit(JsonBody body, HttpContext context) => new()
    {
        Name = body.Text("name")!,
        Description = body.Text("description")!,
        Status = body.OneOf<TaskState>("status"),
        Urgent = body.Flag("urgent"),
        Priority = body.Number("priority"),
        DueOn = body.DateOrNull("due_on"),
        DueTime = body.ClockOrNull("due_time"),
        StartOn = body.DateOrNull("start_on"),
        AssignedId = body.IdOrNull("assigned_id"),
        Labels = body.Texts("labels"),
        Repeat = body.Text("repeat"),
        ProjectId = body.Id("project_id"),
        TaskListId = body.Id("task_list_id"),
        Position = body.Number("position"),
        Version = body.Version(context),
    };

    /// <summary>The version doubles as the entity tag, for <c>If-Match</c>.</summary>
    private static Result<TaskPayload> Tagged(Result<TaskPayload> result, HttpResponse response)
    {
        if (result.Ok)
        {
            response.Headers.ETag = $"\"{result.Value.Version}\"";
        }

        return result;
    }
}
