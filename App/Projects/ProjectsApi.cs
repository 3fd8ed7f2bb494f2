using TaskHub.Api;

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
        });
        projects.MapGet("/{id:long}", async (Call call, long id, ReadProjects read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk());
        projects.MapPost("/", async (Call call, JsonBody body, CreateProject create, CancellationToken cancel) =>
        {
            // Whoever is in one organization only need not say which.
            var only = call.Actor.Organizations is [var one] ? one : 0;
            var input = new NewProject(body.Id("organization_id").Or(only), body.Text("name").Or(null)!, body.Text("description").Or(null) ?? string.Empty);
            return (await create.RunAsync(call.Actor, input, cancel)).ToCreated(p => $"/api/3/projects/{p.Id}");
        });
        projects.MapChange("/{id:long}", async (Call call, long id, JsonBody body, HttpContext context, EditProject edit, CancellationToken cancel) =>
            (await edit.RunAsync(
                call.Actor,
                id,
                new ProjectEdit
                {
                    Name = body.Text("name")!,
                    Description = body.Text("description")!,
                    Archived = body.Flag("archived"),
                    Version = body.Version(context),
                },
                cancel)).ToOk());
        projects.MapDelete("/{id:long}", async (Call call, long id, DeleteProject delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent());
    }

    public static void MapTaskLists(this IEndpointRouteBuilder api)
    {
        var lists = api.MapGroup("/task_lists");
        lists.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadTaskLists read, CancellationToken cancel) =>
        {
            var wanted = new TaskListQuery(query.Id("organization_id"), query.Id("project_id"));
            return (await read.RunAsync(call.Actor, wanted, paging, cancel)).ToList(paging);
        });
        lists.MapGet("/{id:long}", async (Call call, long id, ReadTaskLists read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk());
        lists.MapPost("/", async (Call call, JsonBody body, CreateTaskList create, CancellationToken cancel) =>
        {
            var position = body.Number("position");
            var input = new NewTaskList(body.Id("project_id").Or(0), body.Text("name").Or(null)!, position.IsGiven ? position.Value : null);
            return (await create.RunAsync(call.Actor, input, cancel)).ToCreated(l => $"/api/3/task_lists/{l.Id}");
        });
        lists.MapChange("/{id:long}", async (Call call, long id, JsonBody body, EditTaskList edit, CancellationToken cancel) =>
            (await edit.RunAsync(call.Actor, id, new TaskListEdit { Name = body.Text("name")!, Position = body.Number("position") }, cancel)).ToOk());
        lists.MapDelete("/{id:long}", async (Call call, long id, QueryFields query, DeleteTaskList delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, query.Id("move_tasks_to"), cancel)).ToNoContent());
    }
}
