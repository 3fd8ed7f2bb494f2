using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Events;
using TaskHub.Organizations;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Shell;

public sealed class SampleProjectTests
{
    [Fact]
    public async Task The_sample_project_stands_in_three_lists_and_tells_its_events()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.Services.AddSingleton<ISampleProject, SampleProject>());

        await hub.Get<ISampleProject>().AddAsync(await hub.Ada(), hub.Acme);

        await using var db = hub.Open();
        var tasks = await db.Tasks.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(SampleProjectText.Name, (await db.Projects.SingleAsync(TestContext.Current.CancellationToken)).Name);
        Assert.Equal(8, tasks.Count);
        Assert.Equal(3, tasks.Select(task => task.TaskListId).Distinct().Count());
        Assert.Equal(8, (await hub.EventsAsync()).Count(e => e.Type == EventTypes.TaskCreated));
    }
}
