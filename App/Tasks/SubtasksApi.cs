using TaskHub.Api;

namespace TaskHub.Tasks;

public static class SubtasksApi
{
    public static void MapSubtasks(this IEndpointRouteBuilder api)
    {
        var subtasks = api.MapGroup("/subtasks");
        subtasks.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadSubtasks read, CancellationToken cancel) =>
            (await read.RunAsync(call.Actor, Wanted(query), paging, cancel)).ToList(paging)).Described(SubtasksDescription.List);
        subtasks.MapGet("/{id:long}", async (Call call, long id, ReadSubtasks read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk()).Described(SubtasksDescription.Get);
        subtasks.MapPost("/", async (Call call, JsonBody body, CreateSubtask create, CancellationToken cancel) =>
        {
            var position = body.Number("position");
            var input = new NewSubtask(body.Id("task_id").Or(0), body.Text("name").Or(null)!)
            {
                Resolved = body.Flag("resolved").Value,
                AssignedId = body.IdOrNull("assigned_id").Value,
                Position = position.IsGiven ? position.Value : null,
            };
            return (await create.RunAsync(call.Actor, input, cancel)).ToCreated(s => $"/api/3/subtasks/{s.Id}");
        }).Described(SubtasksDescription.Create);
        subtasks.MapChange("/{id:long}", async (Call call, long id, JsonBody body, EditSubtask edit, CancellationToken cancel) =>
        {
            var change = new SubtaskEdit
            {
                Name = body.Text("name")!,
                Resolved = body.Flag("resolved"),
                Position = body.Number("position"),
                AssignedId = body.IdOrNull("assigned_id"),
            };
            return (await edit.RunAsync(call.Actor, id, change, cancel)).ToOk();
        }).Described(SubtasksDescription.Edit);
        subtasks.MapDelete("/{id:long}", async (Call call, long id, DeleteSubtask delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent()).Described(SubtasksDescription.Delete);
    }

    private static SubtaskQuery Wanted(QueryFields query) => new()
    {
        OrganizationId = query.Id("organization_id"),
        ProjectId = query.Id("project_id"),
        TaskId = query.Id("task_id"),
        AssignedId = query.Id("assigned_id"),
        Resolved = query.Flag("resolved"),
        UpdatedSince = query.Time("updated_since"),
        Text = query.Text("q"),
    };
}
