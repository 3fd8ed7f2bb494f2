using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Projects;

public sealed class ProjectVerbsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Nothing_can_be_done_to_a_project_of_another_organization()
    {
        var otto = await hub.Otto();
        var list = (await ListsAsync())[0];

        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditProject>().RunAsync(otto, project.Id, new ProjectEdit { Name = "N" })).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<DeleteProject>().RunAsync(otto, project.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTaskList>().RunAsync(otto, list.Id, new TaskListEdit { Name = "N" })).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<DeleteTaskList>().RunAsync(otto, list.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<InviteGuest>().RunAsync(otto, project.Id, hub.EvaId)).Failure!.Kind);
        Assert.Equal(["project_id"], (await hub.Get<CreateTaskList>().RunAsync(otto, new NewTaskList(project.Id, "N"))).Failure!.Errors!.Keys);
        Assert.Equal(["organization_id"], (await hub.Get<CreateProject>().RunAsync(otto, new NewProject(hub.Acme, "N"))).Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task External_members_change_no_project_and_no_list()
    {
        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        var eva = await hub.Eva();
        var list = (await ListsAsync())[0];

        Result<Done>[] deletes =
        [
            await hub.Get<DeleteProject>().RunAsync(eva, project.Id), await hub.Get<DeleteTaskList>().RunAsync(eva, list.Id),
            await hub.Get<InviteGuest>().RunAsync(eva, project.Id, hub.EvaId), await hub.Get<RemoveGuest>().RunAsync(eva, project.Id, hub.EvaId),
        ];
        Assert.All(deletes, r => Assert.Equal(FailureKind.Forbidden, r.Failure!.Kind));
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<CreateProject>().RunAsync(eva, new NewProject(hub.Acme, "N"))).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<EditProject>().RunAsync(eva, project.Id, new ProjectEdit { Name = "N" })).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<EditTaskList>().RunAsync(eva, list.Id, new TaskListEdit { Name = "N" })).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<CreateTaskList>().RunAsync(eva, new NewTaskList(project.Id, "N"))).Failure!.Kind);
    }

    [Fact]
    public async Task Administrators_delete_any_project_and_participants_their_own()
    {
        var paul = await hub.Paul();
        var own = await hub.ProjectAsync("Paul's", paul);

        Assert.Equal(FailureKind.Forbidden, (await hub.Get<DeleteProject>().RunAsync(paul, project.Id)).Failure!.Kind);
        Assert.True((await hub.Get<DeleteProject>().RunAsync(paul, own.Id)).Ok);
        Assert.True((await hub.Get<DeleteProject>().RunAsync(ada, project.Id)).Ok);
    }

    [Fact]
    public async Task What_is_in_a_deleted_project_is_found_no_more()
    {
        var task = await hub.TaskAsync(project.Id);
        var comment = (await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"))).Value;
        var list = (await ListsAsync())[0];

        await hub.Get<DeleteProject>().RunAsync(ada, project.Id);

        Assert.Equal(FailureKind.NotFound, (await hub.Get<ReadComments>().OneAsync(ada, comment.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditComment>().RunAsync(ada, comment.Id, "N")).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTaskList>().RunAsync(ada, list.Id, new TaskListEdit { Name = "N" })).Failure!.Kind);
        Assert.Empty(await ListsAsync());
    }

    [Fact]
    public async Task Lists_move_are_renamed_and_one_stays()
    {
        var lists = await ListsAsync();
        await hub.Get<EditTaskList>().RunAsync(ada, lists[2].Id, new TaskListEdit { Name = " Finished ", Position = 1 });
        Assert.Equal(["Finished", "To do", "In progress"], (await ListsAsync()).Select(l => l.Name));

        Assert.True((await hub.Get<DeleteTaskList>().RunAsync(ada, lists[0].Id)).Ok);
        Assert.True((await hub.Get<DeleteTaskList>().RunAsync(ada, lists[1].Id)).Ok);
        Assert.Equal(FailureKind.Conflict, (await hub.Get<DeleteTaskList>().RunAsync(ada, lists[2].Id)).Failure!.Kind);
    }

    [Fact]
    public async Task Only_external_members_of_the_organization_become_guests()
    {
        Assert.Equal(["user_id"], (await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.OttoId)).Failure!.Errors!.Keys);
        Assert.Equal(["user_id"], (await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.PaulId)).Failure!.Errors!.Keys);
        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        Assert.True((await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId)).Ok);
        Assert.Equal([project.Id], (await hub.Eva()).GuestProjects);

        await hub.Get<RemoveGuest>().RunAsync(ada, project.Id, hub.EvaId);
        Assert.Empty((await hub.Eva()).GuestProjects);
    }

    [Fact]
    public async Task A_project_that_changed_meanwhile_is_a_conflict()
    {
        await hub.Get<EditProject>().RunAsync(ada, project.Id, new ProjectEdit { Name = "First", Version = 1 });

        Assert.Equal(FailureKind.Conflict, (await hub.Get<EditProject>().RunAsync(ada, project.Id, new ProjectEdit { Name = "Second", Version = 1 })).Failure!.Kind);
    }

    private async Task<IReadOnlyList<TaskListPayload>> ListsAsync() =>
        (await hub.Get<ReadTaskLists>().RunAsync(ada, new TaskListQuery(ProjectId: project.Id), new Paging(Field: "position", Descending: false))).Items;
}
