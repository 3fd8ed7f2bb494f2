using System.Text.Json.Nodes;
using TaskHub.Tests.Webhooks;

namespace TaskHub.Tests.Api;

/// <summary>The steps of a task, and what becomes of the task with them.</summary>
public sealed class SubtasksApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private readonly ApiClient api = hub.Api;

    [Fact]
    public async Task A_subtask_is_made_changed_and_deleted_and_its_task_counts()
    {
        var task = await hub.TaskAsync();
        var made = await api.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":" Gather\nthe figures "}""");

        Assert.Equal(201, made.Status);
        Assert.Equal(
            ["type", "id", "task_id", "name", "resolved", "position", "assigned_id", "user_id", "created_at", "updated_at"], made.Object.Select(p => p.Key));
        Assert.Equal(("Subtask", "Gather the figures", false), ((string?)made.Object["type"], (string?)made.Object["name"], (bool)made.Object["resolved"]!));
        Assert.Equal((1, 0, 2), await CountsAsync(task));
        var changed = await api.PatchAsync($"/subtasks/{made.Id}", """{"resolved":true}""");
        Assert.True((bool)changed.Object["resolved"]!);
        Assert.Equal((1, 1, 3), await CountsAsync(task));
        Assert.Equal(changed.Text, (await api.GetAsync($"/subtasks/{made.Id}")).Text);
        Assert.Equal(204, (await api.DeleteAsync($"/subtasks/{made.Id}")).Status);
        Assert.Equal((0, 0, 4), await CountsAsync(task));
        Assert.Equal(404, (await api.GetAsync($"/subtasks/{made.Id}")).Status);
    }

    [Fact]
    public async Task Each_change_is_one_update_of_the_task_that_says_which_subtask_and_a_change_of_nothing_is_none()
    {
        var task = await hub.TaskAsync();
        var step = await StepAsync(task, "Old");
        await api.PatchAsync($"/subtasks/{step}", """{"name":"New"}""");
        await api.PatchAsync($"/subtasks/{step}", """{"name":"New","resolved":false}""");
        await api.DeleteAsync($"/subtasks/{step}");

        var happened = (await api.GetAsync($"/activities?task_id={task}&order=id-ASC")).Array;

        Assert.Equal(["task.created", "task.updated", "task.updated", "task.updated"], happened.Select(a => (string)a!["event"]!));
        var (added, renamed, removed) = (happened[1]!["changes"]!, happened[2]!["changes"]!, happened[3]!["changes"]!);
        Assert.Equal((null, "Old"), (added["subtask"]![0], (string?)added["subtask"]![1]!["name"]));
        Assert.Equal("[0,1]", added["subtasks_count"]!.ToJsonString());
        Assert.Equal(("Old", "New"), ((string?)renamed["subtask"]![0]!["name"], (string?)renamed["subtask"]![1]!["name"]));
        Assert.Equal(["subtask"], renamed.AsObject().Select(c => c.Key));
        Assert.Equal(("New", null), ((string?)removed["subtask"]![0]!["name"], removed["subtask"]![1]));
    }

    [Fact]
    public async Task They_keep_their_order_without_a_gap()
    {
        var task = await hub.TaskAsync();
        var (a, b, c) = (await StepAsync(task, "a"), await StepAsync(task, "b"), await StepAsync(task, "c"));
        await api.PatchAsync($"/subtasks/{c}", """{"position":1}""");
        Assert.Equal([(c, 1), (a, 2), (b, 3)], await OrderAsync(task));
        await api.PatchAsync($"/subtasks/{c}", """{"position":99}""");
        Assert.Equal([(a, 1), (b, 2), (c, 3)], await OrderAsync(task));
        await api.DeleteAsync($"/subtasks/{a}");
        Assert.Equal([(b, 1), (c, 2)], await OrderAsync(task));
    }

    [Fact]
    public async Task They_are_found_by_every_filter()
    {
        var task = await hub.TaskAsync();
        var (open, done) = (await StepAsync(task, "Call 100% of them"), await StepAsync(task, "Write"));
        await api.PatchAsync($"/subtasks/{done}", """{"resolved":true,"assigned_id":1}""");

        foreach (var (filter, wanted) in new[] { ("resolved=true", done), ("assigned_id=1", done), ("q=100%25", open), ("resolved=false", open) })
        {
            Assert.Equal([wanted], (await api.GetAsync($"/subtasks?task_id={task}&project_id={hub.Project}&organization_id={hub.Organization}&{filter}")).Array.Select(s => (long)s!["id"]!));
        }

        Assert.Empty((await api.GetAsync($"/subtasks?task_id={task}&project_id=987654")).Array);
        Assert.Empty((await api.GetAsync($"/subtasks?task_id={task}&updated_since=4000000000")).Array);
    }

    [Fact]
    public async Task Strangers_and_those_of_a_deleted_task_are_not_there()
    {
        var task = await hub.TaskAsync();
        var step = await StepAsync(task, "Hidden");

        Assert.Equal(404, (await hub.Otto.GetAsync($"/subtasks/{step}")).Status);
        Assert.Equal(404, (await hub.Otto.PatchAsync($"/subtasks/{step}", """{"name":"Mine"}""")).Status);
        Assert.Equal(404, (await hub.Otto.DeleteAsync($"/subtasks/{step}")).Status);
        Assert.Equal(422, (await hub.Otto.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":"Mine"}""")).Status);
        Assert.DoesNotContain("Hidden", (await hub.Otto.GetAsync("/subtasks")).Text, StringComparison.Ordinal);
        await api.DeleteAsync($"/tasks/{task}");
        Assert.Equal(404, (await api.GetAsync($"/subtasks/{step}")).Status);
    }

    [Theory]
    [InlineData("""{"name":"N"}""", 422, "task_id")]
    [InlineData("""{"task_id":T}""", 422, "name")]
    [InlineData("""{"task_id":T,"name":" "}""", 422, "name")]
    [InlineData("""{"task_id":T,"name":"N","position":0}""", 422, "position")]
    [InlineData("""{"task_id":T,"name":"N","assigned_id":987654}""", 422, "assigned_id")]
    [InlineData("""{"task_id":T,"name":"N","resolved":"yes"}""", 400, "resolved")]
    public async Task A_bad_field_is_named(string body, int status, string field)
    {
        var task = await hub.TaskAsync();
        var answer = await api.PostAsync("/subtasks", body.Replace("\"task_id\":T", $"\"task_id\":{task}", StringComparison.Ordinal));

        Assert.Equal(status, answer.Status);
        Assert.NotEmpty(answer.Error(field));
        Assert.Equal((0, 0, 1), await CountsAsync(task));
    }

    private async Task<long> StepAsync(long task, string name) => (await api.PostAsync("/subtasks", $$"""{"task_id":{{task}},"name":"{{name}}"}""")).Id;

    private async Task<(long Id, int Position)[]> OrderAsync(long task) =>
        [.. (await api.GetAsync($"/subtasks?task_id={task}&order=position-ASC")).Array.Select(s => ((long)s!["id"]!, (int)s["position"]!))];

    private async Task<(int All, int Resolved, int Version)> CountsAsync(long task)
    {
        JsonObject found = (await api.GetAsync($"/tasks/{task}")).Object;
        return ((int)found["subtasks_count"]!, (int)found["resolved_subtasks_count"]!, (int)found["version"]!);
    }
}
