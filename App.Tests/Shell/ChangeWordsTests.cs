using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace TaskHub.Tests.Shell;

public sealed class ChangeWordsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private long project;
    private long task;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.Services.AddSingleton<TaskHistory>());
        project = (await hub.ProjectAsync()).Id;
        task = (await hub.TaskAsync(project, "Plan")).Id;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Every_change_is_said_with_what_was_and_what_is()
    {
        await EditAsync(new() { Name = "Big plan" }, "changed the title from “Plan” to “Big plan”");
        await EditAsync(new() { Description = "Text" }, "added a description");
        await EditAsync(new() { Description = "Other" }, "changed the description");
        await EditAsync(new() { Description = "" }, "removed the description");
        await EditAsync(new() { Status = TaskState.Hold }, "changed the status from Open to On hold");
        await EditAsync(new() { AssignedId = hub.PaulId }, "assigned it to Paul");
        await EditAsync(new() { AssignedId = hub.AdaId }, "handed it from Paul to Ada");
        await EditAsync(new() { AssignedId = (long?)null }, "took it from Ada");
        await EditAsync(new() { DueOn = new DateOnly(2026, 12, 4) }, "set the due date to 4 Dec 2026");
        await EditAsync(new() { DueOn = new DateOnly(2026, 12, 5) }, "changed the due date from 4 Dec 2026 to 5 Dec 2026");
        await EditAsync(new() { DueOn = (DateOnly?)null }, "removed the due date 5 Dec 2026");
        await EditAsync(new() { Priority = 7 }, "changed the priority from none to 7");
        await EditAsync(new() { Urgent = true }, "marked it urgent");
        await EditAsync(new() { Labels = Labels("web", "api") }, "added the label “web”, “api”");
        await EditAsync(new() { Labels = Labels("api", "bug") }, "added the label “bug” and removed “web”");
        await EditAsync(new() { Status = TaskState.Resolved }, "completed the task");
        await EditAsync(new() { Status = TaskState.Open }, "reopened the task");
    }

    [Fact]
    public async Task What_comes_back_from_the_trash_is_restored_and_not_made()
    {
        Assert.Equal(["created the task"], await NewestAsync());
        await hub.Get<DeleteTask>().RunAsync(await hub.Ada(), task);
        Assert.True((await hub.Get<RestoreTask>().RunAsync(await hub.Ada(), task)).Ok);

        Assert.Equal(["restored the task"], await NewestAsync());
    }

    [Fact]
    public async Task A_move_names_both_lists_once()
    {
        var lists = (await hub.Get<FindProject>().RunAsync(await hub.Ada(), project)).Value.Lists;

        await hub.Get<MoveTask>().RunAsync(await hub.Ada(), task, new TaskMove(lists[1].Id));

        Assert.Equal(["moved it from “To do” to “In progress”"], await NewestAsync());
    }

    [Fact]
    public async Task What_the_thread_shows_is_not_said_twice()
    {
        var comment = (await hub.Get<CreateComment>().RunAsync(await hub.Ada(), new NewComment(task, "Hello"))).Value;
        Assert.Empty(await NewestAsync());

        await hub.Get<DeleteComment>().RunAsync(await hub.Ada(), comment.Id);
        Assert.Equal(["deleted a comment"], await NewestAsync());
    }

    [Fact]
    public async Task The_history_of_another_organizations_task_is_empty() =>
        Assert.Empty(await hub.Get<TaskHistory>().RunAsync(await hub.Otto(), task));

    private static Given<IReadOnlyList<string>> Labels(params string[] labels) => new(labels);

    private async Task EditAsync(TaskEdit edit, string said)
    {
        var result = await hub.Get<EditTask>().RunAsync(await hub.Ada(), task, edit);
        Assert.True(result.Ok, result.Failure?.Message);
        Assert.Equal([said], await NewestAsync());
    }

    private async Task<IReadOnlyList<string>> NewestAsync()
    {
        var lists = (await hub.Get<FindProject>().RunAsync(await hub.Ada(), project)).Value.Lists;
        var history = await hub.Get<TaskHistory>().RunAsync(await hub.Ada(), task);
        return new ChangeWords(lists).Say(history[0]);
    }
}
