using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class EditTasksTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;
    private TaskPayload[] tasks = [];
    private long seen;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
        tasks = [await hub.TaskAsync(project.Id, "One"), await hub.TaskAsync(project.Id, "Two"), await hub.TaskAsync(project.Id, "Three")];
        await ToldAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Several_change_at_once_each_tells_and_one_undo_brings_all_back()
    {
        await hub.Get<EditTask>().RunAsync(ada, tasks[1].Id, new() { Status = TaskState.Hold });
        await ToldAsync();

        var edited = (await hub.Get<EditTasks>().RunAsync(ada, [.. tasks.Select(t => new OneEdit(t.Id, new() { Status = TaskState.Hold, AssignedId = ada.UserId }))])).Value;

        Assert.Equal(["task.updated", "task.updated", "task.updated"], await ToldAsync());
        Assert.All(edited.Tasks, t => Assert.Equal(("hold", (long?)ada.UserId), (t.Status, t.AssignedId)));
        Assert.True((await hub.Get<EditTasks>().RunAsync(ada, edited.Back)).Ok);
        Assert.Equal(["open", "hold", "open"], await StatesAsync());
        Assert.Equal(3, (await ToldAsync()).Count);

        Assert.True((await hub.Get<EditTasks>().RunAsync(ada, [.. tasks.Select(t => new OneEdit(t.Id, new() { Status = TaskState.Resolved }))])).Ok);
        Assert.Equal(["task.completed", "task.completed", "task.completed"], await ToldAsync());
    }

    [Fact]
    public async Task An_undo_takes_back_nothing_that_somebody_else_has_changed_since()
    {
        var edited = (await hub.Get<EditTasks>().RunAsync(ada, [.. tasks.Select(t => new OneEdit(t.Id, new() { Priority = 10, Labels = Given.Of<IReadOnlyList<string>>(["bulk"]) }))])).Value;
        var paul = await hub.Paul();
        await hub.Get<EditTask>().RunAsync(paul, tasks[1].Id, new() { Priority = 3 });
        await hub.Get<DeleteTask>().RunAsync(paul, tasks[2].Id);

        var undone = (await hub.Get<EditTasks>().RunAsync(ada, edited.Back)).Value;

        Assert.Equal([tasks[1].Id, tasks[2].Id], undone.Stayed.Order());
        var (one, two) = ((await hub.Get<ReadTasks>().OneAsync(ada, tasks[0].Id)).Value, (await hub.Get<ReadTasks>().OneAsync(ada, tasks[1].Id)).Value);
        Assert.Equal((0, 3), (one.Priority, two.Priority));
        Assert.All([one, two], t => Assert.Empty(t.Labels));
    }

    [Fact]
    public async Task When_one_cannot_change_none_does_and_nothing_is_told()
    {
        await hub.Get<DeleteTask>().RunAsync(ada, tasks[2].Id);
        await ToldAsync();

        var failure = (await hub.Get<EditTasks>().RunAsync(ada, [.. tasks.Select(t => new OneEdit(t.Id, new() { Priority = 5 }))])).Failure!;

        Assert.Equal((FailureKind.NotFound, true), (failure.Kind, failure.Message.StartsWith(TaskKey.For(tasks[2].Id), StringComparison.Ordinal)));
        Assert.Empty(await ToldAsync());
        Assert.Equal(0, (await hub.Get<ReadTasks>().OneAsync(ada, tasks[0].Id)).Value.Priority);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTasks>().RunAsync(await hub.Otto(), [new(tasks[0].Id, new() { Priority = 1 })])).Failure!.Kind);
    }

    [Fact]
    public async Task Tasks_that_move_to_another_list_find_their_places_again()
    {
        var board = (await hub.Get<FindBoard>().RunAsync(ada, project.Id, new())).Value;
        var moved = (await hub.Get<EditTasks>().RunAsync(ada, [.. tasks[..2].Select(t => new OneEdit(t.Id, new() { TaskListId = board.Columns[1].Id }))])).Value;

        Assert.Equal([["Three"], ["One", "Two"], []], await NamesAsync());
        await hub.Get<EditTasks>().RunAsync(ada, moved.Back);
        Assert.Equal([["One", "Two", "Three"], [], []], await NamesAsync());
    }

    [Fact]
    public async Task Several_go_to_the_trash_and_come_back_or_stay_together()
    {
        var ids = tasks.Select(t => t.Id).ToList();

        Assert.True((await hub.Get<DeleteTasks>().RunAsync(ada, ids)).Ok);
        Assert.Equal(["task.deleted", "task.deleted", "task.deleted"], await ToldAsync());
        Assert.True((await hub.Get<RestoreTasks>().RunAsync(ada, ids)).Ok);
        Assert.Equal(["task.created", "task.created", "task.created"], await ToldAsync());

        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        var own = await hub.TaskAsync(project.Id, "Mine", await hub.Eva());
        await ToldAsync();
        Assert.Equal(FailureKind.Forbidden, (await hub.Get<DeleteTasks>().RunAsync(await hub.Eva(), [own.Id, ids[0]])).Failure!.Kind);
        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task A_limit_counts_what_is_open_and_refuses_nothing()
    {
        var list = (await hub.Get<FindBoard>().RunAsync(ada, project.Id, new())).Value.Columns[0].Id;
        await hub.Get<CompleteTask>().RunAsync(ada, tasks[0].Id);

        Assert.Equal(1, (await hub.Get<EditTaskList>().RunAsync(ada, list, new() { WipLimit = 1 })).Value.WipLimit);
        Assert.Contains("wip_limit", (await hub.Get<EditTaskList>().RunAsync(ada, list, new() { WipLimit = 0 })).Failure!.Errors!.Keys);
        Assert.Equal(FailureKind.NotFound, (await hub.Get<EditTaskList>().RunAsync(await hub.Eva(), list, new() { WipLimit = 9 })).Failure!.Kind);
        await hub.TaskAsync(project.Id, "Four");

        var column = (await hub.Get<FindBoard>().RunAsync(ada, project.Id, new() { Text = "Two" })).Value.Columns[0];
        Assert.Equal((1, 3, 1), (column.Count, column.Load, column.List.WipLimit));
        Assert.Null((await hub.Get<EditTaskList>().RunAsync(ada, list, new() { WipLimit = (int?)null })).Value.WipLimit);
    }

    [Fact]
    public async Task A_time_of_day_goes_and_comes_back_with_its_day()
    {
        var (task, day, at) = (tasks[0].Id, new DateOnly(2026, 12, 1), new TimeOnly(15, 0));
        Assert.Contains("due_on", (await hub.Get<EditTask>().RunAsync(ada, task, new() { DueTime = at })).Failure!.Of("due_time")!, StringComparison.Ordinal);
        await hub.Get<EditTask>().RunAsync(ada, task, new() { DueOn = day, DueTime = at });
        await hub.Get<EditTask>().RunAsync(ada, task, new() { DueOn = day.AddDays(1) });

        var gone = (await hub.Get<EditTasks>().RunAsync(ada, [new(task, new() { DueOn = (DateOnly?)null })])).Value;
        Assert.Equal((null, null), (gone.Tasks[0].DueOn, gone.Tasks[0].DueTime));
        var back = (await hub.Get<EditTasks>().RunAsync(ada, gone.Back)).Value;

        Assert.Equal((day.AddDays(1), "15:00"), (back.Tasks[0].DueOn!.Value, back.Tasks[0].DueTime));
        var told = (await hub.EventsAsync(seen)).Where(e => e.Type == "task.updated").Select(e => e.Read().Changes!.GetValueOrDefault("due_time")).OfType<object?[]>();
        Assert.Equal([" > 15:00", "15:00 > ", " > 15:00"], told.Select(pair => $"{pair[0]} > {pair[1]}"));
    }

    [Fact]
    public async Task A_list_stands_under_headings_with_their_counts()
    {
        await hub.Get<EditTask>().RunAsync(ada, tasks[2].Id, new() { AssignedId = ada.UserId, DueOn = new DateOnly(2026, 11, 1), Priority = 3 });

        async Task<string> ListAsync(TaskSort sort)
        {
            var found = await hub.Get<FindTasks>().RunAsync(ada, project.Id, new(), sort with { Today = new DateOnly(2026, 11, 22) }, 0, 10);
            Assert.Equal(3, found.Count);
            Assert.All(found.Rows, row => Assert.True(found.Groups.ContainsKey(FindTasks.GroupOf(row, sort with { Today = new DateOnly(2026, 11, 22) }))));
            return string.Join(' ', found.Rows.Select(r => r.Name)) + " " + string.Join(',', found.Groups.Values.Order());
        }

        foreach (var group in new[] { TaskGroup.Assignee, TaskGroup.Priority, TaskGroup.Due })
        {
            Assert.Equal("Three One Two 1,2", await ListAsync(new(TaskOrder.Board, Group: group)));
        }

        Assert.Equal("Two Three One 3", await ListAsync(new(TaskOrder.Name, Reversed: true, Group: TaskGroup.List)));
        Assert.Equal("One Three Two 3", await ListAsync(new(TaskOrder.Name, Group: TaskGroup.Status)));
    }

    private async Task<List<string>> ToldAsync()
    {
        var events = await hub.EventsAsync(seen);
        seen = events.Count > 0 ? events[^1].Id : seen;
        return events.ConvertAll(e => e.Type);
    }

    private async Task<List<string>> StatesAsync()
    {
        var found = new List<string>();
        foreach (var task in tasks)
        {
            found.Add((await hub.Get<ReadTasks>().OneAsync(ada, task.Id)).Value.Status);
        }

        return found;
    }

    private async Task<List<List<string>>> NamesAsync() =>
        [.. (await hub.Get<FindBoard>().RunAsync(ada, project.Id, new())).Value.Columns.Select(c => c.Cards.Select(t => t.Name).ToList())];
}
