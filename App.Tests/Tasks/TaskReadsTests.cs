using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class TaskReadsTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private HubDatabase hub = null!;

    public async ValueTask InitializeAsync() => hub = await HubDatabase.CreateAsync();

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_board_holds_the_lists_in_order_with_their_tasks()
    {
        var project = await hub.ProjectAsync();
        var first = await hub.TaskAsync(project.Id, "First");
        var second = await hub.TaskAsync(project.Id, "Second");

        var board = (await hub.Get<FindBoard>().RunAsync(await hub.Paul(), project.Id, new())).Value;

        Assert.Equal(["To do", "In progress", "Done"], board.Columns.Select(c => c.Name));
        Assert.Equal([first.Id, second.Id], board.Columns[0].Cards.Select(c => c.Id));
        Assert.Equal(2, board.Count);
    }

    [Fact]
    public async Task A_long_column_shows_its_beginning_and_knows_what_comes_next()
    {
        var project = await hub.ProjectAsync();
        var ids = new List<long>();
        for (var i = 0; i < FindBoard.ColumnSize + 2; i++)
        {
            ids.Add((await hub.TaskAsync(project.Id, $"Task {i}")).Id);
        }

        var column = (await hub.Get<FindBoard>().RunAsync(await hub.Ada(), project.Id, new())).Value.Columns[0];

        Assert.Equal(ids.Count, column.Count);
        Assert.Equal(ids.Take(FindBoard.ColumnSize), column.Cards.Select(c => c.Id));
        Assert.Equal(ids[FindBoard.ColumnSize], column.Next);
    }

    [Fact]
    public async Task A_board_of_another_organization_is_not_found()
    {
        var project = await hub.ProjectAsync();

        var board = await hub.Get<FindBoard>().RunAsync(await hub.Otto(), project.Id, new());

        Assert.Equal(FailureKind.NotFound, board.Failure?.Kind);
    }

    [Fact]
    public async Task An_external_member_sees_a_project_only_when_let_in()
    {
        var open = await hub.ProjectAsync("Open to Eva");
        var closed = await hub.ProjectAsync("Closed to Eva");
        var task = await hub.TaskAsync(closed.Id);
        await hub.Get<InviteGuest>().RunAsync(await hub.Ada(), open.Id, hub.EvaId);
        var eva = await hub.Eva();

        Assert.Equal([open.Id], (await hub.Get<FindProjects>().RunAsync(eva, hub.Acme)).Value.Select(p => p.Id));
        Assert.True((await hub.Get<FindBoard>().RunAsync(eva, open.Id, new())).Ok);
        Assert.False((await hub.Get<FindBoard>().RunAsync(eva, closed.Id, new())).Ok);
        Assert.False((await hub.Get<FindTask>().RunAsync(eva, task.Id)).Ok);
        Assert.Empty((await hub.Get<FindTasks>().RunAsync(eva, closed.Id, new(), new TaskSort(), 0, 10)).Rows);
    }

    [Fact]
    public async Task A_deleted_task_is_not_found()
    {
        var task = await hub.TaskAsync((await hub.ProjectAsync()).Id);
        await hub.Get<DeleteTask>().RunAsync(await hub.Ada(), task.Id);

        Assert.Equal(FailureKind.NotFound, (await hub.Get<FindTask>().RunAsync(await hub.Ada(), task.Id)).Failure?.Kind);
    }

    [Theory]
    [InlineData("100%", "Reach 100% of it")]
    [InlineData("a_b", "Rename a_b")]
    [InlineData("REACH", "Reach 100% of it")]
    public async Task Words_are_found_as_they_are_written_in_any_case(string words, string found)
    {
        var project = await hub.ProjectAsync();
        foreach (var name in new[] { "Reach 100% of it", "Read 100 pages", "Rename a_b", "Rename aXb" })
        {
            await hub.TaskAsync(project.Id, name);
        }

        var rows = await hub.Get<FindTasks>().RunAsync(await hub.Ada(), project.Id, new() { Text = words }, new TaskSort(), 0, 10);

        Assert.Equal([found], rows.Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task A_task_is_found_by_its_key()
    {
        var project = await hub.ProjectAsync();
        await hub.TaskAsync(project.Id, "Another");
        var task = await hub.TaskAsync(project.Id, "Wanted");

        var rows = await hub.Get<FindTasks>().RunAsync(
            await hub.Ada(), project.Id, new() { Text = TaskKey.For(task.Id) }, new TaskSort(), 0, 10);

        Assert.Equal(["Wanted"], rows.Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task My_work_is_grouped_by_when_it_is_due_and_leaves_out_what_is_done_or_archived()
    {
        var project = await hub.ProjectAsync();
        var archived = await hub.ProjectAsync("Old");
        var ada = await hub.Ada();
        async Task Give(string name, DateOnly? due, long where, TaskState state = TaskState.Open)
        {
            var task = await hub.TaskAsync(where, name);
            await hub.Get<EditTask>().RunAsync(ada, task.Id, new() { AssignedId = hub.PaulId, DueOn = due, Status = state });
        }

        await Give("late", Today.AddDays(-1), project.Id);
        await Give("today", Today, project.Id);
        await Give("soon", Today.AddDays(7), project.Id);
        await Give("later", Today.AddDays(8), project.Id);
        await Give("some day", null, project.Id);
        await Give("done", Today, project.Id, TaskState.Resolved);
        await Give("archived", Today, archived.Id);
        await hub.Get<EditProject>().RunAsync(ada, archived.Id, new() { Archived = true });

        var groups = await hub.Get<MyWork>().RunAsync(await hub.Paul(), Today);

        Assert.Equal(
            [(WorkTime.Overdue, "late"), (WorkTime.Today, "today"), (WorkTime.Soon, "soon"), (WorkTime.Later, "later"), (WorkTime.NoDate, "some day")],
            groups.SelectMany(g => g.Tasks.Select(t => (g.Time, t.Card.Name))));
        Assert.Empty(await hub.Get<MyWork>().RunAsync(ada, Today));
    }

    [Fact]
    public async Task Only_those_who_see_a_project_can_be_given_its_tasks()
    {
        var project = await hub.ProjectAsync();
        var find = hub.Get<FindAssignees>();

        Assert.Equal(["Ada", "Paul"], (await find.RunAsync(await hub.Ada(), hub.Acme, project.Id)).Select(p => p.Name));
        await hub.Get<InviteGuest>().RunAsync(await hub.Ada(), project.Id, hub.EvaId);
        Assert.Equal(["Ada", "Eva", "Paul"], (await find.RunAsync(await hub.Ada(), hub.Acme, project.Id)).Select(p => p.Name));
        Assert.Empty(await find.RunAsync(await hub.Otto(), hub.Acme, project.Id));
    }
}
