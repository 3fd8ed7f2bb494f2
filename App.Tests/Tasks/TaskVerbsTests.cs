using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class TaskVerbsTests : IAsyncLifetime
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
    public async Task Nothing_can_be_done_to_a_task_of_another_organization()
    {
        var task = await hub.TaskAsync(project.Id);
        var otto = await hub.Otto();

        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTask>().RunAsync(otto, task.Id, new TaskEdit { Name = "Mine" })).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<MoveTask>().RunAsync(otto, task.Id, new TaskMove(task.TaskListId))).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<CompleteTask>().RunAsync(otto, task.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<ReopenTask>().RunAsync(otto, task.Id)).Failure!.Kind);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<DeleteTask>().RunAsync(otto, task.Id)).Failure!.Kind);
        Assert.Contains("project_id", (await hub.Get<CreateTask>().RunAsync(otto, new NewTask(project.Id, "N"))).Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task A_task_cannot_reach_into_another_organization()
    {
        var task = await hub.TaskAsync(project.Id);
        var others = await hub.ProjectAsync("Theirs", await hub.Otto());
        await hub.Get<Data.WriteGate>().RunAsync(async db =>
        {
            db.Memberships.Add(new Membership { OrganizationId = hub.Other, UserId = hub.AdaId, Role = Role.Participant });
            await db.SaveChangesAsync();
        });
        var both = await hub.ActorAsync(hub.AdaId);

        var moved = await hub.Get<EditTask>().RunAsync(both, task.Id, new TaskEdit { ProjectId = others.Id });
        var assigned = await hub.Get<EditTask>().RunAsync(both, task.Id, new TaskEdit { AssignedId = hub.OttoId });
        var listed = await hub.Get<EditTask>().RunAsync(both, task.Id, new TaskEdit { TaskListId = task.TaskListId + 3 });

        Assert.Equal(["project_id"], moved.Failure!.Errors!.Keys);
        Assert.Equal(["assigned_id"], assigned.Failure!.Errors!.Keys);
        Assert.Equal(["task_list_id"], listed.Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task External_members_work_in_the_projects_that_they_were_invited_to_and_see_no_other()
    {
        var task = await hub.TaskAsync(project.Id);
        var hidden = await hub.ProjectAsync("Hidden");
        var secret = await hub.TaskAsync(hidden.Id);
        var stranger = await hub.Eva();
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTask>().RunAsync(stranger, task.Id, new TaskEdit { Name = "N" })).Failure!.Kind);

        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        var eva = await hub.Eva();

        var own = (await hub.Get<CreateTask>().RunAsync(eva, new NewTask(project.Id, "Hers"))).Value;
        Assert.True((await hub.Get<EditTask>().RunAsync(eva, task.Id, new TaskEdit { Name = "Seen", AssignedId = hub.EvaId })).Ok);
        Assert.Equal(["project_id"], (await hub.Get<EditTask>().RunAsync(eva, task.Id, new TaskEdit { ProjectId = hidden.Id })).Failure!.Errors!.Keys);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTask>().RunAsync(eva, secret.Id, new TaskEdit { Name = "N" })).Failure!.Kind);
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<DeleteTask>().RunAsync(eva, task.Id)).Failure!.Kind);
        Assert.True((await hub.Get<DeleteTask>().RunAsync(eva, own.Id)).Ok);
        Assert.Equal(["assigned_id"], (await hub.Get<EditTask>().RunAsync(ada, secret.Id, new TaskEdit { AssignedId = hub.EvaId })).Failure!.Errors!.Keys);
        Assert.Equal(["assigned_id"], (await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { ProjectId = hidden.Id })).Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task A_conflict_says_who_was_quicker_and_changes_nothing()
    {
        var task = await hub.TaskAsync(project.Id);
        await hub.Get<EditTask>().RunAsync(await hub.Paul(), task.Id, new TaskEdit { Name = "Paul's", Version = 1 });

        var late = await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Name = "Ada's", Version = 1 });
        var moved = await hub.Get<MoveTask>().RunAsync(ada, task.Id, new TaskMove(task.TaskListId + 1, Version: 1));

        Assert.Equal((FailureKind.Conflict, "Paul changed this task since you opened it."), (late.Failure!.Kind, late.Failure.Message));
        Assert.Equal(FailureKind.Conflict, moved.Failure!.Kind);
        Assert.Equal("Paul's", (await hub.Get<ReadTasks>().OneAsync(ada, task.Id)).Value.Name);
    }

    [Fact]
    public async Task Two_who_write_at_once_are_told_apart_by_the_version()
    {
        var task = await hub.TaskAsync(project.Id);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Name = $"Name {i}", Version = 1 })));

        Assert.Single(results, r => r.Ok);
        Assert.Equal(2, (await hub.EventsAsync()).Count(e => e.ObjectType == "task"));
    }

    [Fact]
    public async Task Neighbours_make_room_without_a_change_of_theirs()
    {
        var (a, b, c) = (await hub.TaskAsync(project.Id, "a"), await hub.TaskAsync(project.Id, "b"), await hub.TaskAsync(project.Id, "c"));
        var before = (await hub.EventsAsync()).Count;

        await hub.Get<MoveTask>().RunAsync(ada, c.Id, new TaskMove(a.TaskListId, a.Id));
        Assert.Equal(["c", "a", "b"], await OrderAsync(a.TaskListId));
        await hub.Get<MoveTask>().RunAsync(ada, c.Id, new TaskMove(a.TaskListId, b.Id));
        Assert.Equal(["a", "c", "b"], await OrderAsync(a.TaskListId));
        await hub.Get<MoveTask>().RunAsync(ada, a.Id, new TaskMove(a.TaskListId));
        Assert.Equal(["c", "b", "a"], await OrderAsync(a.TaskListId));
        await hub.Get<MoveTask>().RunAsync(ada, b.Id, new TaskMove(a.TaskListId + 1));
        var first = (await hub.Get<CreateTask>().RunAsync(ada, new NewTask(project.Id, "first") { Position = 1 })).Value;
        Assert.Equal(["first", "c", "a"], await OrderAsync(a.TaskListId));

        Assert.Equal(1, first.Position);
        Assert.Equal(before + 5, (await hub.EventsAsync()).Count);
        Assert.Equal(["before_task_id"], (await hub.Get<MoveTask>().RunAsync(ada, a.Id, new TaskMove(a.TaskListId, b.Id))).Failure!.Errors!.Keys);
    }

    [Fact]
    public async Task Where_a_card_already_stands_it_does_not_move()
    {
        var (a, b) = (await hub.TaskAsync(project.Id, "a"), await hub.TaskAsync(project.Id, "b"));
        var before = (await hub.EventsAsync()).Count;

        await hub.Get<MoveTask>().RunAsync(ada, a.Id, new TaskMove(a.TaskListId, b.Id));
        await hub.Get<MoveTask>().RunAsync(ada, b.Id, new TaskMove(a.TaskListId));

        Assert.Equal(before, (await hub.EventsAsync()).Count);
    }

    [Fact]
    public async Task Creator_and_assignee_watch_and_stay()
    {
        var task = await hub.TaskAsync(project.Id);
        Assert.Equal([hub.AdaId], task.WatcherIds);

        var edited = (await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { AssignedId = hub.PaulId })).Value;
        var again = (await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { AssignedId = (long?)null })).Value;

        Assert.Equal([hub.AdaId, hub.PaulId], edited.WatcherIds);
        Assert.Equal([hub.AdaId, hub.PaulId], again.WatcherIds);
    }

    [Fact]
    public async Task An_event_and_its_change_are_one()
    {
        var task = await hub.TaskAsync(project.Id);
        var gate = hub.Get<Data.WriteGate>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => gate.RunAsync(async db =>
        {
            var row = await db.Tasks.FindAsync(task.Id);
            row!.Name = "Lost";
            db.Record(ada, new EventDraft(EventTypes.TaskUpdated, task, hub.Acme, project.Id, task.Id), hub.Time.GetUtcNow());
            await db.SaveChangesAsync();
            throw new InvalidOperationException("The machine stops here.");
        }));

        Assert.Equal(["project.created", "task.created"], (await hub.EventsAsync()).Select(e => e.Type));
        Assert.Equal(task.Name, (await hub.Get<ReadTasks>().OneAsync(ada, task.Id)).Value.Name);
    }

    private async Task<IEnumerable<string>> OrderAsync(long listId) =>
        (await hub.Get<ReadTasks>().RunAsync(ada, new TaskQuery { TaskListId = listId }, new(Field: "position", Descending: false))).Items.Select(t => t.Name);
}
