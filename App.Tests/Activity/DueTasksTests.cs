using TaskHub.Activity;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Activity;

/// <summary>Who is told when of what is due. The clock begins on Sunday, 22 November 2026, 14:37 UTC.</summary>
public sealed class DueTasksTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 11, 22);
    private HubDatabase hub = null!;
    private Actor ada = null!;
    private Actor paul = null!;
    private long project;

    public async ValueTask InitializeAsync()
    {
        hub = await HubDatabase.CreateAsync(builder => builder.AddActivity());
        (ada, paul) = (await hub.Ada(), await hub.Paul());
        project = (await hub.ProjectAsync()).Id;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_time_is_told_a_day_ahead_and_again_when_it_is_past_each_once_and_to_nobody_else()
    {
        var task = await DueAsync(Today.AddDays(1), new(15, 0));
        await hub.Get<WatchTask>().RunAsync(ada, task, Attention.Watching);
        var events = (await hub.EventsAsync()).Count;
        Assert.Equal([], await ToldAsync());

        hub.Time.Advance(TimeSpan.FromMinutes(23));
        Assert.Equal([(NotificationReason.DueSoon, task)], await ToldAsync());
        Assert.Equal([], await ToldAsync());

        hub.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal([(NotificationReason.Overdue, task)], await ToldAsync());
        Assert.Equal([], await ToldAsync());
        Assert.Empty((await hub.Get<FindInbox>().RunAsync(ada, all: true)).Rows);
        var row = (await hub.Get<FindInbox>().RunAsync(paul, all: false)).Rows[0];
        Assert.Equal(("Write it", "Launch", $"/app/tasks/{task}", "Due on 23 Nov 2026 at 15:00."), (row.Task, row.Project, row.Href, row.Excerpt));
        Assert.Equal(events, (await hub.EventsAsync()).Count);
    }

    [Theory]
    [InlineData(null, "2026-11-22T23:59", "2026-11-23T00:00", "2026-11-25T00:00")]
    [InlineData("Asia/Tokyo", "2026-11-22T14:59", "2026-11-22T15:00", "2026-11-24T15:00")]
    [InlineData("America/Los_Angeles", "2026-11-23T07:59", "2026-11-23T08:00", "2026-11-25T08:00")]
    public async Task A_day_begins_and_ends_where_the_person_is(string? zone, string before, string soon, string late)
    {
        if (zone is not null)
        {
            await hub.Get<KeepZone>().RunAsync(paul, zone);
        }

        var task = await DueAsync(new(2026, 11, 24));
        At(before);
        Assert.Equal([], await ToldAsync());
        At(soon);
        Assert.Equal([(NotificationReason.DueSoon, task)], await ToldAsync());
        At(late);
        Assert.Equal([(NotificationReason.Overdue, task)], await ToldAsync());
    }

    [Fact]
    public async Task Another_date_is_told_of_again_and_the_same_one_to_another_person()
    {
        var task = await DueAsync(Today);
        Assert.Equal([(NotificationReason.DueSoon, task)], await ToldAsync());

        await hub.Get<EditTask>().RunAsync(ada, task, new() { DueOn = Today.AddDays(1) });
        Assert.Equal([(NotificationReason.DueSoon, task)], await ToldAsync());
        await hub.Get<EditTask>().RunAsync(ada, task, new() { DueTime = new TimeOnly(9, 0) });
        Assert.Equal([(NotificationReason.DueSoon, task)], await ToldAsync());
        await hub.Get<EditTask>().RunAsync(ada, task, new() { Name = "Rewrite it", AssignedId = ada.UserId });
        Assert.Equal([], await ToldAsync());
        Assert.Equal([NotificationReason.DueSoon], (await hub.Get<FindInbox>().RunAsync(ada, all: true)).Rows.Select(r => r.Reason));
    }

    [Fact]
    public async Task Nothing_is_told_of_what_is_done_deleted_archived_muted_or_out_of_sight()
    {
        var other = (await hub.ProjectAsync("Old")).Id;
        var gone = (await hub.ProjectAsync("Gone")).Id;
        var quiet = (await hub.ProjectAsync("Quiet")).Id;
        var eva = await hub.Eva();
        await hub.Get<InviteGuest>().RunAsync(ada, project, eva.UserId);
        await hub.Get<CompleteTask>().RunAsync(ada, await DueAsync(Today));
        await hub.Get<DeleteTask>().RunAsync(ada, await DueAsync(Today));
        await hub.Get<WatchTask>().RunAsync(paul, await DueAsync(Today), Attention.Muted);
        await DueAsync(Today, of: other);
        await DueAsync(Today, of: gone);
        await DueAsync(Today, of: quiet);
        await DueAsync(Today, to: eva.UserId);
        await DueAsync(Today.AddDays(-30));
        await DueAsync(Today.AddDays(30));
        await hub.Get<EditProject>().RunAsync(ada, other, new() { Archived = true });
        await hub.Get<DeleteProject>().RunAsync(ada, gone);
        await hub.Get<WatchProject>().RunAsync(paul, quiet, Attention.Muted);
        await hub.Get<RemoveGuest>().RunAsync(ada, project, eva.UserId);

        Assert.Equal(0, await hub.Get<TellOfDueTasks>().RunAsync());
        hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await hub.Get<TellOfDueTasks>().RunAsync());

        await hub.Get<EditProject>().RunAsync(ada, other, new() { Archived = false });
        Assert.Equal(1, await hub.Get<TellOfDueTasks>().RunAsync());
    }

    [Fact]
    public async Task Opening_the_task_reads_what_is_told_and_the_api_says_why()
    {
        var task = await DueAsync(Today);
        await ToldAsync();
        var told = Assert.Single((await hub.Get<ReadNotifications>().RunAsync(paul, new() { Reason = [NotificationReason.DueSoon] }, new())).Items);
        Assert.Equal(($"{TaskKey.For(task)} is due soon", $"/app/tasks/{task}"), (told.Notice!.Title, told.Notice.Path));
        Assert.Equal(1, await hub.Get<FindInbox>().CountAsync(paul));

        await hub.Get<MarkNotifications>().SeenAsync(paul, task);

        Assert.Equal(0, await hub.Get<FindInbox>().CountAsync(paul));
    }

    private async Task<long> DueAsync(DateOnly on, TimeOnly? at = null, long? of = null, long? to = null) =>
        (await hub.Get<CreateTask>().RunAsync(paul, new NewTask(of ?? project, "Write it") { AssignedId = to ?? paul.UserId, DueOn = on, DueTime = at })).Value.Id;

    private void At(string utc) =>
        hub.Time.Advance(DateTimeOffset.Parse(utc + "Z", System.Globalization.CultureInfo.InvariantCulture) - hub.Time.GetUtcNow());

    /// <summary>What Paul is told by one run.</summary>
    private async Task<IEnumerable<(NotificationReason, long)>> ToldAsync()
    {
        var before = (await hub.Get<FindInbox>().RunAsync(paul, all: true)).Rows.Count;
        await hub.Get<TellOfDueTasks>().RunAsync();
        var rows = (await hub.Get<FindInbox>().RunAsync(paul, all: true)).Rows;
        return rows.Take(rows.Count - before).Select(r => (r.Reason, r.TaskId!.Value));
    }
}
