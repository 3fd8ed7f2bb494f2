using TaskHub.Identity;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>A first project whose tasks teach how to use the hub: offered on the first-run page, never forced.</summary>
internal sealed class SampleProject(
    CreateProject createProject, FindProject findProject, CreateTask createTask, PublicUrl url, TimeProvider time) : ISampleProject
{
    public async Task AddAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        var project = await createProject.RunAsync(
            actor, new NewProject(organizationId, SampleProjectText.Name, SampleProjectText.Description), cancel);
        var view = await findProject.RunAsync(actor, project.Value.Id, cancel);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        foreach (var task in SampleProjectText.Tasks(url.Base, organizationId))
        {
            var made = await createTask.RunAsync(
                actor,
                new NewTask(view.Value.Project.Id, task.Name)
                {
                    Description = task.Description,
                    TaskListId = view.Value.Lists[task.List].Id,
                    Status = task.Done ? TaskState.Resolved : TaskState.Open,
                    DueOn = task.DueInDays is { } days ? today.AddDays(days) : null,
                    AssignedId = task.Mine ? actor.UserId : null,
                    Labels = task.Labels,
                },
                cancel);
            _ = made.Value;
        }
    }
}
