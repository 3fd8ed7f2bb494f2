using TaskHub.Activity;
using TaskHub.Comments;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Activity;

/// <summary>Who hears of what, by how much they want to hear.</summary>
public sealed class AttentionTests : IAsyncLifetime
{
    private HubDatabase hub = null!;
    private long project;
    private long task;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.AddActivity());
        project = (await hub.ProjectAsync()).Id;
        task = (await hub.TaskAsync(project)).Id;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Who_has_said_something_hears_what_is_said_next_and_who_mutes_hears_only_of_being_named()
    {
        await SayAsync(await hub.Paul(), "First");
        await SayAsync(await hub.Ada(), "Second");
        Assert.Equal([(NotificationReason.Comment, "Second")], await HeardAsync(await hub.Paul()));

        Assert.True((await hub.Get<WatchTask>().RunAsync(await hub.Paul(), task, Attention.Muted)).Ok);
        await SayAsync(await hub.Ada(), "Third");
        await SayAsync(await hub.Ada(), "Fourth, @paul");
        Assert.Equal([(NotificationReason.Mention, "Fourth, @paul"), (NotificationReason.Comment, "Second")], await HeardAsync(await hub.Paul()));

        Assert.True((await hub.Get<WatchTask>().RunAsync(await hub.Ada(), task, Attention.Usual)).Ok);
        Assert.True((await hub.Get<WatchProject>().RunAsync(await hub.Ada(), project, Attention.Muted)).Ok);
        await SayAsync(await hub.Paul(), "Fifth");
        Assert.Equal([(NotificationReason.Comment, "First")], await HeardAsync(await hub.Ada()));
    }

    [Fact]
    public async Task Who_watches_a_project_hears_of_new_tasks_and_comments_but_not_of_their_own()
    {
        Assert.True((await hub.Get<WatchProject>().RunAsync(await hub.Paul(), project, Attention.Watching)).Ok);
        await hub.TaskAsync(project, "Made by Ada");
        await hub.TaskAsync(project, "Made by Paul", await hub.Paul());
        await SayAsync(await hub.Ada(), "Heard");

        var heard = await hub.Get<FindInbox>().RunAsync(await hub.Paul(), all: false);
        Assert.Equal([(NotificationReason.Comment, "Write the announcement"), (NotificationReason.Created, "Made by Ada")], heard.Rows.Select(r => (r.Reason, r.Task!)));
        await hub.Get<MarkNotifications>().SeenAsync(await hub.Paul(), task);
        Assert.Equal(1, await hub.Get<FindInbox>().CountAsync(await hub.Paul()));
        Assert.False((await hub.Get<WatchProject>().RunAsync(await hub.Eva(), project, Attention.Watching)).Ok);
        Assert.False((await hub.Get<WatchProject>().RunAsync(await hub.Otto(), project, Attention.Watching)).Ok);
    }

    [Fact]
    public async Task Watching_a_task_is_an_update_of_it_and_muting_is_nobodys_business()
    {
        var before = (await hub.EventsAsync())[^1].Id;
        await hub.Get<WatchTask>().RunAsync(await hub.Paul(), task, Attention.Watching);
        await hub.Get<WatchTask>().RunAsync(await hub.Paul(), task, Attention.Watching);
        var told = Assert.Single(await hub.EventsAsync(before));
        Assert.Equal("task.updated", told.Type);
        Assert.Contains($"\"watcher_ids\":[[{hub.AdaId}],[{hub.AdaId},{hub.PaulId}]]", told.Data, StringComparison.Ordinal);

        await hub.Get<WatchTask>().RunAsync(await hub.Paul(), task, Attention.Usual);
        await hub.Get<WatchTask>().RunAsync(await hub.Paul(), task, Attention.Muted);
        Assert.Equal(2, (await hub.EventsAsync(before)).Count);

        // Given to somebody who has muted it, it is theirs, and still muted.
        Assert.True((await hub.Get<EditTask>().RunAsync(await hub.Ada(), task, new() { AssignedId = hub.PaulId })).Ok);
        Assert.Equal(Attention.Muted, (await hub.Get<FindTask>().RunAsync(await hub.Paul(), task)).Value.Attention);
    }

    private async Task SayAsync(Actor actor, string text) =>
        Assert.True((await hub.Get<CreateComment>().RunAsync(actor, new NewComment(task, text))).Ok);

    private async Task<IEnumerable<(NotificationReason, string)>> HeardAsync(Actor actor) =>
        (await hub.Get<FindInbox>().RunAsync(actor, all: true)).Rows.Select(r => (r.Reason, r.Excerpt));
}
