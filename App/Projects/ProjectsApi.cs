using TaskHub.Api;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Projects;

public static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder api)
    {
        var projects = api.MapGroup("/projects");
        projects.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadProjects read, CancellationToken cancel) =>
        {
            var wanted = new ProjectQuery(query.Id("organization_id"), query.Flag("archived"), query.Time("updated_since"), query.Text("q"));
            return (await read.RunAsync(call.Actor, wanted, paging, cancel)).ToList(paging);
        }).Described(ProjectsDescription.List);
        projects.MapGet("/{id:long}", async (Call call, long id, ReadProjects read, HttpResponse response, CancellationToken cancel) =>
            Tagged(await read.OneAsync(call.Actor, id, cancel), response).ToOk()).Described(ProjectsDescription.Get);
        projects.MapPost("/", async (Call call, JsonBody body, CreateProject create, HttpResponse response, CancellationToken cancel) =>
        {
            // Whoever is in one organization only need not say which.
            var only = call.Actor.Organizations is [var one] ? one : 0;
            var input = new NewProject(body.Id("organization_id").Or(only), body.Text("name").Or(null)!, body.Text("description").Or(null) ?? string.Empty);
            return Tagged(await create.RunAsync(call.Actor, input, cancel), response).ToCreated(p => $"/api/3/projects/{p.Id}");
        }).Described(ProjectsDescription.Create);
        projects.MapChange("/{id:long}", async (Call call, long id, JsonBody body, HttpContext context, EditProject edit, CancellationToken cancel) =>
        {
            var change = new ProjectEdit
            {
                Name = body.Text("name")!,
                Description = body.Text("description")!,
                Archived = body.Flag("archived"),
                Version = body.Version(context),
            };
            return Tagged(await edit.RunAsync(call.Actor, id, change, cancel), context.Response).ToOk();
        }).Described(ProjectsDescription.Edit);
        projects.MapDelete("/{id:long}", async (Call call, long id, DeleteProject delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent()).Described(ProjectsDescription.Delete);
    }

    public static void MapTaskLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/task_lists");
        lists.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadTaskLists read, CancellationToken cancel) =>
        {
            var wanted = new TaskListQuery(query.Id("organization_id"), query.Id("project_id"), query.Time("updated_since"), query.Text("q"));
            return (await read.RunAsync(call.Actor, wanted, paging, cancel)).ToList(paging);
        }).Described(ProjectsDescription.ListLists);
        lists.MapGet("/{id:long}", async (Call call, long id, ReadTaskLists read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk()).Described(ProjectsDescription.GetList);
        lists.MapPost("/", async (Call call, JsonBody body, CreateTaskList create, CancellationToken cancel) =>
        {
            var position = body.Number("position");
            var input = new NewTaskList(body.Id("project_id").Or(0), body.Text("name").Or(null)!, position.IsGiven ? position.Value : null);
            return (await create.RunAsync(call.Actor, input, cancel)).ToCreated(l => $"/api/3/task_lists/{l.Id}");
        }).Described(ProjectsDescription.CreateList);
        lists.MapChange("/{id:long}", async (Call call, long id, JsonBody body, EditTaskList edit, CancellationToken cancel) =>
            (await edit.RunAsync(call.Actor, id, new TaskListEdit
            {
                Name = body.Text("name")!,
                Position = body.Number("position"),
                WipLimit = body.NumberOrNull("wip_limit"),
            }, cancel)).ToOk())
            .Described(ProjectsDescription.EditList);
        lists.MapDelete("/{id:long}", async (Call call, long id, QueryFields query, DeleteTaskList delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, query.Id("move_tasks_to"), cancel)).ToNoContent())
            .Described(ProjectsDescription.DeleteList);
    }

    /// <summary>The version is the entity tag, for <c>If-Match</c>.</summary>
    private static Result<ProjectPayload> Tagged(Result<ProjectPayload> result, HttpResponse response)
    {
        if (result.Ok)
        {
            response.Headers.ETag = $"\"{result.Value.Version}\"";
        }

        return result;
    }
}
