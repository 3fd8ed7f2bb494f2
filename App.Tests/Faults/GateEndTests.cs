using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Faults;

public sealed class GateEndTests
{
    [Fact]
    public async Task A_hub_that_ends_lets_the_unit_of_work_in_hand_commit()
    {
        await using var hub = await HubDatabase.CreateAsync();
        var gate = hub.Get<WriteGate>();
        var (entered, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var work = gate.RunAsync(
            async db =>
            {
                await db.Organizations.Where(o => o.Id == hub.Acme).ExecuteUpdateAsync(o => o.SetProperty(x => x.Name, "Renamed at the end"));
                entered.SetResult();
                await go.Task;
            },
            TestContext.Current.CancellationToken);
        await entered.Task;

        var ending = new Thread(gate.Dispose);
        ending.Start();
        SpinWait.SpinUntil(() => !ending.IsAlive || ending.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
        go.SetResult();

        await work;
        ending.Join();
        await using var db = await hub.Get<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.True(await db.Organizations.AnyAsync(o => o.Name == "Renamed at the end", TestContext.Current.CancellationToken));
    }
}
