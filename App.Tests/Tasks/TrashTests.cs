using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class TrashTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;
    private TaskPayload task = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
        task = await hub.TaskAsync(project.Id);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_deleted_task_waits_in_the_trash_and_comes_back_with_its_comments()
    {
        await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"));
        await hub.Get<DeleteTask>().RunAsync(await hub.Paul(), task.Id);

        var waiting = Assert.Single((await TrashAsync(ada)).Tasks);
        Assert.Equal(
            (task.Id, task.Name, project.Name, "Paul", hub.Time.GetUtcNow() + TimeSpan.FromDays(30)),
            (waiting.Id, waiting.Name, waiting.Project, waiting.DeletedBy, waiting.KeptUntil));
        var before = (await hub.EventsAsync())[^1].Id;

        var back = await hub.Get<RestoreTask>().RunAsync(ada, task.Id);

        Assert.Equal((task.Name, task.TaskListId, task.Position, 1), (back.Value.Name, back.Value.TaskListId, back.Value.Position, back.Value.CommentsCount));
        Assert.True(back.Value.Version > task.Version);
        Assert.True((await hub.Get<ReadTasks>().OneAsync(ada, task.Id)).Ok);
        Assert.Equal("Soon", Assert.Single((await hub.Get<FindComments>().RunAsync(ada, task.Id, 10)).Comments).Body);
        Assert.Equal(("task.created", task.Id), Assert.Single((await hub.EventsAsync(before)).Select(e => (e.Type, e.ObjectId))));
        Assert.Equal(0, (await TrashAsync(ada)).Count);
    }

    [Fact]
    public async Task What_is_not_in_the_trash_cannot_be_restored()
    {
        var before = await hub.EventsAsync();

        Assert.Equal(FailureKind.NotFound, (await hub.Get<RestoreTask>().RunAsync(ada, task.Id)).Failure!.Kind);
        Assert.Equal(before.Count, (await hub.EventsAsync()).Count);
    }

    [Fact]
    public async Task The_trash_of_another_organization_is_not_there()
    {
        await hub.Get<DeleteTask>().RunAsync(ada, task.Id);
        var otto = await hub.Otto();

        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindTrash>().RunAsync(otto, hub.Acme, 10)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RestoreTask>().RunAsync(otto, task.Id)).Failure!.Kind);
    }

    [Fact]
    public async Task External_members_see_the_trash_of_their_projects_and_restore_what_they_began()
    {
        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        var hidden = await hub.TaskAsync((await hub.ProjectAsync("Hidden")).Id);
        var eva = await hub.Eva();
        var hers = await hub.TaskAsync(project.Id, "Hers", eva);
        foreach (var id in new[] { task.Id, hers.Id, hidden.Id })
        {
            await hub.Get<DeleteTask>().RunAsync(ada, id);
        }

        Assert.Equal([hers.Id, task.Id], (await TrashAsync(eva)).Tasks.Select(t => t.Id));
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<RestoreTask>().RunAsync(eva, task.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RestoreTask>().RunAsync(eva, hidden.Id)).Failure!.Kind);
        Assert.True((await hub.Get<RestoreTask>().RunAsync(eva, hers.Id)).Ok);
    }

    [Fact]
    public async Task A_task_whose_list_is_gone_comes_back_last_in_the_first_one()
    {
        var list = (await hub.Get<CreateTaskList>().RunAsync(ada, new NewTaskList(project.Id, "Ideas"))).Value;
        var idea = (await hub.Get<CreateTask>().RunAsync(ada, new NewTask(project.Id, "Idea") { TaskListId = list.Id })).Value;
        await hub.Get<DeleteTask>().RunAsync(ada, idea.Id);
        Assert.True((await hub.Get<DeleteTaskList>().RunAsync(ada, list.Id)).Ok);

        var back = (await hub.Get<RestoreTask>().RunAsync(ada, idea.Id)).Value;

        Assert.Equal((task.TaskListId, task.Position + 1), (back.TaskListId, back.Position));
    }

    [Fact]
    public async Task The_tasks_of_a_deleted_project_went_with_it()
    {
        await hub.Get<DeleteProject>().RunAsync(ada, project.Id);

        Assert.Equal(0, (await TrashAsync(ada)).Count);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RestoreTask>().RunAsync(ada, task.Id)).Failure!.Kind);
    }

    [Fact]
    public async Task After_thirty_days_it_is_gone_for_good_and_nothing_else_is()
    {
        await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"));
        await hub.Get<DeleteTask>().RunAsync(ada, task.Id);
        hub.Time.Advance(TimeSpan.FromDays(29));
        var later = await hub.TaskAsync(project.Id, "Later");
        await hub.Get<DeleteTask>().RunAsync(ada, later.Id);
        var stays = await hub.TaskAsync(project.Id, "Stays");
        Assert.Equal(0, await hub.Get<EmptyTrash>().RunAsync());

        hub.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await hub.Get<EmptyTrash>().RunAsync());

        Assert.Equal(later.Id, Assert.Single((await TrashAsync(ada)).Tasks).Id);
        Assert.True((await hub.Get<ReadTasks>().OneAsync(ada, stays.Id)).Ok);
        await using var db = hub.Open();
        Assert.DoesNotContain(db.Comments.AsEnumerable(), c => c.TaskId == task.Id);
    }

    private async Task<Trash> TrashAsync(Actor actor) => (await hub.Get<FindTrash>().RunAsync(actor, hub.Acme, 10)).Value;
}
