using System.Globalization;
using TaskHub.Tasks;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Tasks;

public sealed class RepeatRuleTests
{
    [Theory]
    [InlineData("daily", "every day", "2026-11-27 2026-11-28 2026-11-29")]
    [InlineData("Every weekday", "every weekday", "2026-11-27 2026-11-30 2026-12-01")]
    [InlineData("every mon and Thursday", "every week on mon, thu", "2026-11-30 2026-12-03 2026-12-07")]
    [InlineData("every 2 weeks on mon, thu", "every 2 weeks on mon, thu", "2026-12-07 2026-12-10 2026-12-21")]
    [InlineData("every month on day 31", "every month on day 31", "2026-11-30 2026-12-31 2027-01-31")]
    [InlineData("every month on the last fri", "every month on the last fri", "2026-11-27 2026-12-25 2027-01-29")]
    [InlineData("every 3 months on the second tue", "every 3 months on the second tue", "2027-02-09 2027-05-11 2027-08-10")]
    [InlineData("yearly", "every year", "2027-11-26 2028-11-26 2029-11-26")]
    [InlineData("10 days after completion", "10 days after completion", "2026-12-06 2026-12-16 2026-12-26")]
    public void A_rule_is_read_said_and_counted(string words, string said, string next)
    {
        var rule = RepeatRule.Read(words)!;
        Assert.Equal(said, rule.ToString());
        Assert.Equal(rule.ToString(), RepeatRule.Read(said)!.ToString());
        var today = new DateOnly(2026, 11, 26);
        Assert.Equal(next, string.Join(' ', rule.Coming(today, today).Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sometimes")]
    [InlineData("every 0 days")]
    [InlineData("every month on day 32")]
    [InlineData("every week on day 3")]
    [InlineData("every monster")]
    public void What_is_no_rule_is_none(string words) => Assert.Null(RepeatRule.Read(words));

    [Theory]
    [InlineData("in 3 days", "2026-11-29")]
    [InlineData("in a week", "2026-12-03")]
    [InlineData("+2", "2026-11-28")]
    [InlineData("in 3 months", "2027-02-26")]
    [InlineData("end of month", "2026-11-30")]
    [InlineData("eom", "2026-11-30")]
    [InlineData("end of week", "2026-11-27")]
    [InlineData("fri", "2026-11-27")]
    [InlineData("1 dec", "2026-12-01")]
    [InlineData("in the end", null)]
    public void A_day_is_read_as_people_say_it(string words, string? day) =>
        Assert.Equal(day, DayWords.Read(words, new DateOnly(2026, 11, 26))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public async Task Completing_makes_the_next_one_once_and_reopening_makes_no_other()
    {
        await using var hub = await HubDatabase.CreateAsync();
        var ada = await hub.Ada();
        var project = await hub.ProjectAsync();
        var create = hub.Get<CreateTask>();
        Assert.Contains("rule", (await create.RunAsync(ada, new NewTask(project.Id, "N") { Repeat = "sometimes" })).Failure!.Of("repeat")!, StringComparison.Ordinal);
        var task = (await create.RunAsync(ada, new NewTask(project.Id, "Report")
        {
            Repeat = "Every week on sun",
            DueOn = new DateOnly(2026, 11, 15),
            DueTime = new TimeOnly(9, 30),
            StartOn = new DateOnly(2026, 11, 13),
            Labels = ["paper"],
            Steps = ["Gather", "Write"],
            AssignedId = hub.PaulId,
        })).Value;
        var before = (await hub.EventsAsync())[^1].Id;

        await hub.Get<CompleteTask>().RunAsync(ada, task.Id);
        await hub.Get<ReopenTask>().RunAsync(ada, task.Id);
        await hub.Get<CompleteTask>().RunAsync(ada, task.Id);

        var events = await hub.EventsAsync(before);
        Assert.Equal(["task.completed", "task.created", "task.reopened", "task.completed"], events.Select(e => e.Type));
        var next = (await hub.Get<FindTask>().RunAsync(ada, events[1].ObjectId)).Value;
        Assert.Equal(
            ("Report", new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 20), "every week on sun", hub.PaulId),
            (next.Task.Name, next.Task.DueOn!.Value, next.Task.StartOn!.Value, next.Task.Repeat, next.Task.Assignee!.Id));
        Assert.Equal(new TimeOnly(9, 30), next.Task.DueTime);
        Assert.Equal(["Gather", "Write"], next.Steps.Select(s => s.Name));
        Assert.Equal(next.Task.Id, (await hub.Get<FindTask>().RunAsync(ada, task.Id)).Value.Task.NextId);
    }

    [Fact]
    public async Task A_task_becomes_a_template_for_those_who_see_its_project()
    {
        await using var hub = await HubDatabase.CreateAsync();
        var (ada, project) = (await hub.Ada(), await hub.ProjectAsync());
        var task = (await hub.Get<CreateTask>().RunAsync(ada, new NewTask(project.Id, "Release") { Steps = ["Test"], DueOn = new DateOnly(2026, 11, 25), DueTime = new TimeOnly(15, 0) })).Value;

        Assert.True((await hub.Get<SaveTemplate>().RunAsync(ada, task.Id)).Ok);

        var template = Assert.Single(await hub.Get<FindTemplates>().RunAsync(await hub.Paul(), project.Id));
        Assert.Equal(("Release", 3, new TimeOnly(15, 0)), (template.Name, template.DueInDays, template.DueTime));
        Assert.Equal(["Test"], template.Steps);
        Assert.Empty(await hub.Get<FindTemplates>().RunAsync(await hub.Otto(), project.Id));
        Assert.False((await hub.Get<SaveTemplate>().RunAsync(await hub.Otto(), task.Id)).Ok);
        Assert.False((await hub.Get<DeleteTemplate>().RunAsync(await hub.Otto(), template.Id)).Ok);
        Assert.True((await hub.Get<DeleteTemplate>().RunAsync(await hub.Paul(), template.Id)).Ok);
    }
}
