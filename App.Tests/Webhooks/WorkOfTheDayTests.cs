using Microsoft.Extensions.DependencyInjection;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks;

/// <summary>What the platform operator is told of deliveries.</summary>
public sealed class WorkOfTheDayTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task The_day_counts_what_went_out_since_the_tallies_were_added_up_and_what_failed_has_a_name()
    {
        var cancel = TestContext.Current.CancellationToken;
        var services = hub.Hub.Services;
        Assert.True(await services.GetRequiredService<Scheduler>().PauseAsync("webhooks.tally", cancel));
        await hub.CreateAsync("day", ""","events":["task.created"]""");
        await hub.Api.PostAsync("/tasks", $$"""{"project_id":{{hub.Project}},"name":"Counted at once"}""");
        await hub.Receiver.WaitForAsync(r => r.Path == "/day" && r.WebhookEvent == "task.created");
        var actor = (await services.GetRequiredService<Actors>().FindAsync(1, cancel: cancel))!;
        var work = services.GetRequiredService<FindWork>();

        // The recorder puts it on record a moment after the receiver had it.
        while ((await work.RunAsync(actor, WorkKind.Succeeded, cancel)).Value.Count == 0)
        {
            await Task.Yield();
        }

        var day = (await work.DayAsync(actor, cancel)).Value;
        Assert.Equal((1, 0), (day.Steps.Sum(s => s.Attempts), day.Steps.Sum(s => s.Failed)));
        Assert.Equal((3, 1), (day.With(1, 1).Steps.Sum(s => s.Attempts), day.With(1, 1).Steps.Sum(s => s.Failed)));
        Assert.Equal("Counted at once", Assert.Single((await work.RunAsync(actor, WorkKind.Succeeded, cancel)).Value).ObjectName);
    }
}
