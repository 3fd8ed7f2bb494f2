using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

/// <summary>Walks every verb that writes and proves which events it tells, each exactly once, and none for a change of nothing.</summary>
public sealed class EventsOfVerbsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;
    private TaskPayload task = null!;
    private long seen;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
        task = await hub.TaskAsync(project.Id);
        await ToldAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Creating_a_project_tells_once()
    {
        var made = (await hub.Get<CreateProject>().RunAsync(ada, new NewProject(hub.Acme, " Move ", "By May"))).Value;

        var told = Assert.Single(await ToldAsync());
        Assert.Equal(("project.created", "project", made.Id, (long?)null), (told.Type, told.ObjectType, told.ObjectId, told.TaskId));
        var data = told.Read();
        Assert.Equal(("Move", "By May"), (((ProjectPayload)data.Object).Name, ((ProjectPayload)data.Object).Description));
        Assert.Null(data.Changes);
        Assert.Equal(ada.Person, data.Actor);
    }

    [Fact]
    public async Task Editing_and_archiving_a_project_tells_what_changed()
    {
        await hub.Get<EditProject>().RunAsync(ada, project.Id, new ProjectEdit { Name = "Landing", Archived = true });

        var told = Assert.Single(await ToldAsync());
        Assert.Equal("project.updated", told.Type);
        Assert.Equal(["name: Launch > Landing", "archived: False > True"], Changes(told));
        Assert.Equal("Landing", ((ProjectPayload)told.Read().Object).Name);
    }

    [Fact]
    public async Task Deleting_a_project_tells_of_each_task_and_of_the_project_and_of_no_comment()
    {
        var other = await hub.TaskAsync(project.Id, "Another");
        await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"));
        await ToldAsync();

        Assert.True((await hub.Get<DeleteProject>().RunAsync(ada, project.Id)).Ok);

        Assert.Equal(
            [("task.deleted", task.Id), ("task.deleted", other.Id), ("project.deleted", project.Id)],
            (await ToldAsync()).Select(e => (e.Type, e.ObjectId)));
    }

    [Fact]
    public async Task Task_lists_and_guests_tell_nothing()
    {
        var list = (await hub.Get<CreateTaskList>().RunAsync(ada, new NewTaskList(project.Id, "Ideas", 1))).Value;
        await hub.Get<EditTaskList>().RunAsync(ada, list.Id, new TaskListEdit { Name = "Dreams", Position = 3 });
        await hub.Get<DeleteTaskList>().RunAsync(ada, list.Id);
        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        await hub.Get<RemoveGuest>().RunAsync(ada, project.Id, hub.EvaId);

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Deleting_a_list_moves_its_tasks_and_tells_of_each()
    {
        var target = (await hub.Get<CreateTaskList>().RunAsync(ada, new NewTaskList(project.Id, "Later"))).Value;

        Assert.True((await hub.Get<DeleteTaskList>().RunAsync(ada, task.TaskListId, target.Id)).Ok);

        var told = Assert.Single(await ToldAsync());
        Assert.Equal("task.updated", told.Type);
        Assert.Equal([$"task_list_id: {task.TaskListId} > {target.Id}"], Changes(told));
        Assert.Equal(target.Id, Payload(told).TaskListId);
    }

    [Fact]
    public async Task Creating_a_task_tells_once_with_its_assignee()
    {
        var made = (await hub.Get<CreateTask>().RunAsync(ada, new NewTask(project.Id, "Book a hall")
        {
            AssignedId = hub.PaulId,
            DueOn = new(2026, 12, 1),
            Labels = ["venue"],
            Priority = 3,
        })).Value;

        var told = Assert.Single(await ToldAsync());
        Assert.Equal(("task.created", "task", made.Id, (long?)made.Id), (told.Type, told.ObjectType, told.ObjectId, told.TaskId));
        Assert.Equal(
            ("Book a hall", "open", new DateOnly(2026, 12, 1), 3, 2),
            (Payload(told).Name, Payload(told).Status, Payload(told).DueOn!.Value, Payload(told).Priority, Payload(told).Position));
        Assert.Equal([hub.AdaId, hub.PaulId], Payload(told).WatcherIds);
        Assert.Equal(["Paul"], told.Read().People!.Select(p => p.Name));
        Assert.Null(told.Read().Changes);
    }

    [Fact]
    public async Task Editing_a_task_tells_each_changed_field_with_old_and_new()
    {
        var edit = new TaskEdit
        {
            Name = "Write it",
            Description = "In **plain** words",
            Urgent = true,
            Priority = 10,
            DueOn = new DateOnly(2026, 12, 24),
            StartOn = new DateOnly(2026, 12, 1),
            AssignedId = hub.PaulId,
            Labels = Given.Of<IReadOnlyList<string>>(["press", " Press ", "launch"]),
            Status = TaskState.Hold,
        };
        var edited = (await hub.Get<EditTask>().RunAsync(ada, task.Id, edit)).Value;

        var told = Assert.Single(await ToldAsync());
        Assert.Equal("task.updated", told.Type);
        Assert.Equal(
            [
                "name: Write the announcement > Write it", "description:  > In **plain** words", "urgent: False > True", "priority: 0 > 10",
                "due_on:  > 2026-12-24", "start_on:  > 2026-12-01", $"assigned_id:  > {hub.PaulId}", """labels: [] > ["press","launch"]""",
                "status: open > hold",
            ],
            Changes(told));
        Assert.Equal(2, edited.Version);
        Assert.Equal(2, Payload(told).Version);
        Assert.Equal(["Paul"], told.Read().People!.Select(p => p.Name));
    }

    [Fact]
    public async Task A_new_assignee_is_told_beside_the_old_one()
    {
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { AssignedId = hub.PaulId });
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { AssignedId = hub.AdaId });
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { AssignedId = (long?)null });

        var people = (await ToldAsync()).Select(e => string.Join(',', e.Read().People!.Select(p => p.Name)));
        Assert.Equal(["Paul", "Ada,Paul", "Ada"], people);
    }

    [Fact]
    public async Task A_change_of_nothing_tells_nothing_and_keeps_the_version()
    {
        var same = new TaskEdit
        {
            Name = task.Name,
            Description = task.Description,
            Status = TaskState.Open,
            Urgent = false,
            Priority = 0,
            DueOn = (DateOnly?)null,
            AssignedId = (long?)null,
            Labels = Given.Of<IReadOnlyList<string>>([]),
            ProjectId = task.ProjectId,
            TaskListId = task.TaskListId,
            Position = 99,
        };
        Assert.Equal(1, (await hub.Get<EditTask>().RunAsync(ada, task.Id, same)).Value.Version);
        await hub.Get<MoveTask>().RunAsync(ada, task.Id, new TaskMove(task.TaskListId));
        await hub.Get<ReopenTask>().RunAsync(ada, task.Id);
        await hub.Get<EditProject>().RunAsync(ada, project.Id, new ProjectEdit { Name = project.Name, Archived = false });

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Completing_and_reopening_tell_so_and_not_that_the_task_was_updated()
    {
        var done = (await hub.Get<CompleteTask>().RunAsync(ada, task.Id)).Value;
        await hub.Get<CompleteTask>().RunAsync(ada, task.Id);
        var open = (await hub.Get<ReopenTask>().RunAsync(ada, task.Id)).Value;
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Status = TaskState.Rejected });

        var told = await ToldAsync();
        Assert.Equal(["task.completed", "task.reopened", "task.completed"], told.Select(e => e.Type));
        Assert.Equal(["resolved", "open", "rejected"], told.Select(e => Payload(e).Status));
        Assert.All(told, e => Assert.Null(e.Read().Changes));
        Assert.Equal((2, 3), (done.Version, open.Version));
        Assert.NotNull(done.CompletedAt);
        Assert.Null(open.CompletedAt);
    }

    [Fact]
    public async Task Completing_and_editing_at_once_tells_the_edit_first()
    {
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Name = "Written", Status = TaskState.Resolved });
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Priority = 5, Status = TaskState.New });

        var told = await ToldAsync();
        Assert.Equal(["task.updated", "task.completed", "task.updated", "task.reopened"], told.Select(e => e.Type));
        Assert.Equal(["open", "resolved", "resolved", "new"], told.Select(e => Payload(e).Status));
        Assert.Equal(["name: Write the announcement > Written"], Changes(told[0]));
        Assert.Equal(["priority: 0 > 5"], Changes(told[2]));
    }

    [Fact]
    public async Task From_one_done_state_to_the_other_is_an_edit()
    {
        await hub.Get<CompleteTask>().RunAsync(ada, task.Id);
        await ToldAsync();
        await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit { Status = TaskState.Rejected });

        var told = Assert.Single(await ToldAsync());
        Assert.Equal("task.updated", told.Type);
        Assert.Equal(["status: resolved > rejected"], Changes(told));
        Assert.NotNull(Payload(told).CompletedAt);
    }

    [Fact]
    public async Task Moving_a_task_tells_its_new_place()
    {
        var second = await hub.TaskAsync(project.Id, "Second");
        await ToldAsync();
        await hub.Get<MoveTask>().RunAsync(ada, second.Id, new TaskMove(task.TaskListId, task.Id));
        await hub.Get<MoveTask>().RunAsync(ada, second.Id, new TaskMove(task.TaskListId + 1));

        var told = await ToldAsync();
        Assert.All(told, e => Assert.Equal(("task.updated", second.Id), (e.Type, e.ObjectId)));
        Assert.Equal(["position: 2 > 1"], Changes(told[0]));
        Assert.Equal([$"task_list_id: {task.TaskListId} > {task.TaskListId + 1}"], Changes(told[1]));
    }

    [Fact]
    public async Task Deleting_a_task_tells_once()
    {
        await hub.Get<DeleteTask>().RunAsync(ada, task.Id);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<DeleteTask>().RunAsync(ada, task.Id)).Failure!.Kind);

        var told = Assert.Single(await ToldAsync());
        Assert.Equal(("task.deleted", true), (told.Type, Payload(told).Deleted));
    }

    [Fact]
    public async Task Comments_tell_of_themselves_and_leave_the_version_of_the_task()
    {
        var comment = (await hub.Get<CreateComment>().RunAsync(ada, new NewComment(task.Id, "Soon"))).Value;
        await hub.Get<EditComment>().RunAsync(ada, comment.Id, "Soon");
        await hub.Get<EditComment>().RunAsync(ada, comment.Id, "Tomorrow");
        await hub.Get<DeleteComment>().RunAsync(ada, comment.Id);

        var told = await ToldAsync();
        Assert.Equal(["comment.created", "comment.updated", "comment.deleted"], told.Select(e => e.Type));
        Assert.All(told, e => Assert.Equal((comment.Id, (long?)task.Id, project.Id), (e.ObjectId, e.TaskId, e.ProjectId)));
        Assert.Equal(["body: Soon > Tomorrow"], Changes(told[1]));
        Assert.Equal(["Soon", "Tomorrow", "Tomorrow"], told.Select(e => ((CommentPayload)e.Read().Object).Body));
        var now = (await hub.Get<EditTask>().RunAsync(ada, task.Id, new TaskEdit())).Value;
        Assert.Equal((1, 0), (now.Version, now.CommentsCount));
    }

    private static TaskPayload Payload(Event e) => (TaskPayload)e.Read().Object;

    private static IEnumerable<string> Changes(Event e) => e.Read().Changes!.Select(c => $"{c.Key}: {c.Value[0]} > {c.Value[1]}");

    /// <summary>What was told since the last time one asked.</summary>
    private async Task<List<Event>> ToldAsync()
    {
        var told = await hub.EventsAsync(seen);
        seen = told.Count > 0 ? told[^1].Id : seen;
        return told;
    }
}
