using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class LabelsTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private ProjectPayload project = null!;
    private long seen;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync();
        ada = await hub.Ada();
        project = await hub.ProjectAsync();
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_renamed_label_is_renamed_on_every_task_with_an_event_and_one_undo_brings_it_back()
    {
        var (one, two, other) = (await TaskAsync("One", "bug", "web"), await TaskAsync("Two", "web", "Bug"), await TaskAsync("Three", "web"));
        await ToldAsync();

        var changed = (await hub.Get<RenameLabel>().RunAsync(ada, project.Id, "bug", " defect ")).Value;

        Assert.Equal("defect", changed.Name);
        Assert.Equal([["defect", "web"], ["web", "defect"], ["web"]], await LabelsAsync(one, two, other));
        var told = await ToldAsync();
        Assert.Equal([(one.Id, "task.updated"), (two.Id, "task.updated")], told.Select(e => (e.ObjectId, e.Type)));
        Assert.Contains("\"labels\":[[\"bug\",\"web\"],[\"defect\",\"web\"]]", told[0].Data, StringComparison.Ordinal);
        Assert.Equal([one.Version + 1, two.Version + 1, other.Version], (await TasksAsync(one, two, other)).Select(t => t.Version));
        Assert.Equal(FailureKind.Conflict, (await hub.Get<EditTask>().RunAsync(ada, one.Id, new() { Version = one.Version, Labels = Given.Of<IReadOnlyList<string>>([]) })).Failure!.Kind);

        Assert.Empty((await hub.Get<TakeLabelBack>().RunAsync(ada, changed.Back)).Value);
        Assert.Equal([["bug", "web"], ["web", "Bug"], ["web"]], await LabelsAsync(one, two, other));
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task A_name_that_is_taken_makes_two_labels_one_and_an_undo_leaves_what_was_changed_since()
    {
        var (both, one) = (await TaskAsync("Both", "bug", "Defect"), await TaskAsync("One", "bug"));
        await hub.Get<ColorLabel>().RunAsync(ada, project.Id, "bug", LabelHue.Red);

        var changed = (await hub.Get<RenameLabel>().RunAsync(ada, project.Id, "bug", "DEFECT")).Value;

        Assert.Equal("Defect", changed.Name);
        Assert.Equal([["Defect"], ["Defect"]], await LabelsAsync(both, one));
        Assert.Equal([new LabelRow("Defect", 2, LabelHue.Red)], (await hub.Get<CountLabels>().RunAsync(ada, project.Id)).Value);

        await hub.Get<EditTask>().RunAsync(await hub.Paul(), one.Id, new() { Labels = Given.Of<IReadOnlyList<string>>(["Defect", "new"]) });
        Assert.Equal([one.Id], (await hub.Get<TakeLabelBack>().RunAsync(ada, changed.Back)).Value);
        Assert.Equal([["bug", "Defect"], ["Defect", "new"]], await LabelsAsync(both, one));
        Assert.Equal([("bug", LabelHue.Red), ("Defect", null), ("new", (LabelHue?)null)], (await hub.Get<CountLabels>().RunAsync(ada, project.Id)).Value.Select(l => (l.Name, l.Hue)));
    }

    [Fact]
    public async Task A_removed_label_leaves_tasks_and_templates_and_comes_back_with_its_color()
    {
        var task = await TaskAsync("One", "bug", "web");
        await hub.Get<SaveTemplate>().RunAsync(ada, task.Id);
        await hub.Get<ColorLabel>().RunAsync(ada, project.Id, "bug", LabelHue.Red);
        await ToldAsync();

        var changed = (await hub.Get<RemoveLabel>().RunAsync(ada, project.Id, "Bug")).Value;

        Assert.Null(changed.Name);
        Assert.Equal([["web"]], await LabelsAsync(task));
        Assert.Equal(["web"], (await hub.Get<FindTemplates>().RunAsync(ada, project.Id)).Single().Labels);
        Assert.Null((await hub.Get<FindLabelColors>().RunAsync(ada, project.Id)).Of("bug"));
        Assert.Equal(["task.updated"], (await ToldAsync()).Select(e => e.Type));

        await hub.Get<TakeLabelBack>().RunAsync(ada, changed.Back);
        Assert.Equal(["bug", "web"], (await hub.Get<FindTemplates>().RunAsync(ada, project.Id)).Single().Labels);
        Assert.Equal("h6", (await hub.Get<FindLabelColors>().RunAsync(ada, project.Id)).Of("BUG"));
        Assert.Equal(FailureKind.NotFound, (await hub.Get<RemoveLabel>().RunAsync(ada, project.Id, "never")).Failure!.Kind);
    }

    [Fact]
    public async Task Saved_views_ask_for_the_new_name_and_those_of_a_removed_label_stay()
    {
        await TaskAsync("One", "bug", "on call");
        var paul = await hub.Paul();
        await hub.Get<SaveView>().RunAsync(paul, project.Id, "Bugs", "view=list&label=bug%2Con%20call&q=label", shared: false);
        await hub.Get<SaveView>().RunAsync(ada, project.Id, "Debugging", "q=bug&label=debug", shared: true);

        var changed = (await hub.Get<RenameLabel>().RunAsync(ada, project.Id, "bug", "R&D 100%")).Value;
        Assert.Equal(["view=list&label=R%26D%20100%25%2Con%20call&q=label", "q=bug&label=debug"], await QueriesAsync(paul));

        await hub.Get<TakeLabelBack>().RunAsync(ada, changed.Back);
        await hub.Get<RemoveLabel>().RunAsync(ada, project.Id, "bug");
        Assert.Equal(["view=list&label=bug%2Con%20call&q=label", "q=bug&label=debug"], await QueriesAsync(paul));
    }

    [Fact]
    public async Task Whoever_sees_the_project_colors_and_renames_and_nobody_else()
    {
        var task = await TaskAsync("One", "bug");
        var otto = await hub.Otto();
        foreach (var stranger in new[] { otto, await hub.Eva() })
        {
            Assert.Equal(FailureKind.NotFound, (await hub.Get<CountLabels>().RunAsync(stranger, project.Id)).Failure!.Kind);
            Assert.Equal(FailureKind.NotFound, (await hub.Get<ColorLabel>().RunAsync(stranger, project.Id, "bug", LabelHue.Red)).Failure!.Kind);
            Assert.Equal(FailureKind.NotFound, (await hub.Get<RenameLabel>().RunAsync(stranger, project.Id, "bug", "x")).Failure!.Kind);
            Assert.Equal(FailureKind.NotFound, (await hub.Get<RemoveLabel>().RunAsync(stranger, project.Id, "bug")).Failure!.Kind);
        }

        var changed = (await hub.Get<RenameLabel>().RunAsync(await hub.Paul(), project.Id, "bug", "defect")).Value;
        Assert.Equal(FailureKind.NotFound, (await hub.Get<TakeLabelBack>().RunAsync(otto, changed.Back)).Failure!.Kind);
        await hub.Get<ColorLabel>().RunAsync(ada, project.Id, "defect", LabelHue.Cyan);
        Assert.Null((await hub.Get<FindLabelColors>().RunAsync(otto, project.Id)).Of("defect"));

        await hub.Get<InviteGuest>().RunAsync(ada, project.Id, hub.EvaId);
        Assert.True((await hub.Get<RenameLabel>().RunAsync(await hub.Eva(), project.Id, "defect", "bug")).Ok);
        Assert.Equal([["bug"]], await LabelsAsync(task));
        Assert.Equal("h4", (await hub.Get<FindLabelColors>().RunAsync(await hub.Eva(), project.Id)).Of("bug"));
    }

    [Fact]
    public async Task A_name_that_cannot_be_one_is_refused_and_changes_nothing()
    {
        var task = await TaskAsync("One", "bug");
        foreach (var name in new[] { " ", new string('x', TaskItem.LabelLength + 1), "two, three" })
        {
            Assert.Contains("name", (await hub.Get<RenameLabel>().RunAsync(ada, project.Id, "bug", name)).Failure!.Errors!.Keys);
        }

        Assert.Contains("color", (await hub.Get<ColorLabel>().RunAsync(ada, project.Id, "bug", (LabelHue)99)).Failure!.Errors!.Keys);
        Assert.Equal([["bug"]], await LabelsAsync(task));
    }

    [Fact]
    public async Task Colors_go_with_their_project()
    {
        await hub.Get<ColorLabel>().RunAsync(ada, project.Id, "bug", LabelHue.Red);
        await hub.Get<DeleteProject>().RunAsync(ada, project.Id);
        await using var db = hub.Open();
        Assert.Empty(db.LabelColors);
    }

    [Fact]
    public async Task More_tasks_than_one_selection_may_hold_change_in_one_go()
    {
        const int many = 2 * EditTasks.Most;
        foreach (var some in Enumerable.Range(1, many).Select(n => new NewTask(project.Id, $"Task {n}") { Labels = ["bug"], ImportKey = $"{n}" }).Chunk(ImportTasks.Together))
        {
            Assert.True((await hub.Get<ImportTasks>().RunAsync(ada, project.Id, some)).Ok);
        }

        await ToldAsync();
        var changed = (await hub.Get<RenameLabel>().RunAsync(ada, project.Id, "bug", "defect")).Value;
        Assert.Equal(many, changed.Back.Tasks.Count);
        Assert.Equal(many, (await ToldAsync()).Count);
        Assert.Empty((await hub.Get<TakeLabelBack>().RunAsync(ada, changed.Back)).Value);
        Assert.Equal([new LabelRow("bug", many, null)], (await hub.Get<CountLabels>().RunAsync(ada, project.Id)).Value);
    }

    private async Task<TaskPayload> TaskAsync(string name, params string[] labels) =>
        (await hub.Get<CreateTask>().RunAsync(ada, new NewTask(project.Id, name) { Labels = labels })).Value;

    private async Task<TaskPayload[]> TasksAsync(params TaskPayload[] tasks)
    {
        var found = new List<TaskPayload>();
        foreach (var task in tasks)
        {
            found.Add((await hub.Get<ReadTasks>().OneAsync(ada, task.Id)).Value);
        }

        return [.. found];
    }

    private async Task<IEnumerable<IReadOnlyList<string>>> LabelsAsync(params TaskPayload[] tasks) => (await TasksAsync(tasks)).Select(t => t.Labels);

    private async Task<IEnumerable<string>> QueriesAsync(Actor reader) => (await hub.Get<FindViews>().RunAsync(reader, project.Id)).Select(v => v.Query);

    private async Task<List<Event>> ToldAsync()
    {
        var told = await hub.EventsAsync(seen);
        seen = told.Count > 0 ? told[^1].Id : seen;
        return told;
    }
}
