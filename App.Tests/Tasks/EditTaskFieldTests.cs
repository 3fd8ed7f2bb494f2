using TaskHub.Identity;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class EditTaskFieldTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private TaskView seen = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        var task = await hub.TaskAsync((await hub.ProjectAsync()).Id);
        seen = await LookAsync(task.Id);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Another_field_that_changed_meanwhile_is_no_obstacle()
    {
        await hub.Get<EditTask>().RunAsync(await hub.Paul(), seen.Id, new() { Priority = 7 });

        var result = await hub.Get<EditTaskField>().RunAsync(await hub.Ada(), seen, new() { Name = "Mine" }, t => t.Name);

        Assert.True(result.Ok);
        var made = Assert.Single(result.Value.Tasks);
        Assert.Equal(("Mine", 7), (made.Name, made.Priority));
        Assert.True((await hub.Get<EditTasks>().RunAsync(await hub.Ada(), result.Value.Back)).Ok);
        var back = await LookAsync(seen.Id);
        Assert.Equal((seen.Name, 7), (back.Name, back.Priority));
    }

    [Fact]
    public async Task The_same_field_that_changed_meanwhile_is_told_and_stays()
    {
        await hub.Get<EditTask>().RunAsync(await hub.Paul(), seen.Id, new() { Name = "Theirs" });

        var result = await hub.Get<EditTaskField>().RunAsync(await hub.Ada(), seen, new() { Name = "Mine" }, t => t.Name);

        Assert.Equal(FailureKind.Conflict, result.Failure?.Kind);
        Assert.Contains("Paul", result.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal("Theirs", (await LookAsync(seen.Id)).Name);
    }

    [Fact]
    public async Task Who_changed_the_same_field_is_named_also_when_somebody_changed_another_after_that()
    {
        await hub.Get<EditTask>().RunAsync(await hub.Paul(), seen.Id, new() { Name = "Theirs" });
        await hub.Get<EditTask>().RunAsync(await hub.Ada(), seen.Id, new() { Priority = 3 });

        var result = await hub.Get<EditTaskField>().RunAsync(await hub.Ada(), seen, new() { Name = "Mine" }, t => t.Name);

        Assert.StartsWith("Paul", result.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Labels_are_compared_by_what_they_say()
    {
        await hub.Get<EditTask>().RunAsync(await hub.Paul(), seen.Id, new() { Urgent = true });

        var result = await hub.Get<EditTaskField>().RunAsync(
            await hub.Ada(), seen, new() { Labels = new Given<IReadOnlyList<string>>(["web"]) }, t => (object?)t.Labels);

        Assert.True(result.Ok);
    }

    private async Task<TaskView> LookAsync(long id) => (await hub.Get<FindTask>().RunAsync(await hub.Ada(), id)).Value.Task;
}
