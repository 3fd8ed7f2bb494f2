using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TaskHub.Data;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Faults;

/// <summary>Another program holds the database's write lock, for a moment or for longer than a change waits.</summary>
public sealed class LockTests(ITestOutputHelper output)
{
    // Longer than a change waits for the lock, after something else has waited as long before it.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    [Fact]
    public async Task A_database_that_another_program_locks_delays_and_loses_nothing()
    {
        var tally = new Tally(FaultKind.Locked);
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        await using var hub = await DeliveryHub.StartAsync(folder.Path);
        await hub.AddWebhookAsync(receiver.Url + "a");
        await hub.AddWebhookAsync(receiver.Url + CountingReceiver.Slow);
        var random = new Random(3);
        var acknowledged = new List<long>();
        var refused = 0;
        var task = 0L;
        using var over = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                refused += await TryCreateAsync(hub, ++task, acknowledged) ? 0 : 1;
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }
        });
        for (var i = 0; i < FaultKind.Locked.Planned; i++)
        {
            await using (await Lock.TakeAsync(folder.Path))
            {
                await Task.Delay(i % 12 == 5 ? Long : TimeSpan.FromMilliseconds(random.Next(50, 500)), TimeProvider.System);
            }

            // Nothing is judged before the hub works again.
            var before = receiver.Count;
            tally.Expect(await hub.UntilAsync(_ => Task.FromResult(receiver.Count > before)), () => $"lock {i}: nothing leaves any more");
            tally.Judged();
        }

        await over.CancelAsync();
        await load;
        tally.Expect(await hub.DrainedAsync(), () => "not everything arrives");
        var known = await hub.ReadAsync(db => db.Tasks.Select(t => t.Id).ToListAsync());
        tally.Acknowledged = acknowledged.Count;
        tally.Expect(known.ToHashSet().SetEquals(acknowledged), () => $"{known.Count} tasks, {acknowledged.Count} acknowledged");
        tally.Expect(refused > 0, () => "no lock outlasted a change");
        foreach (var delivery in await hub.ReadAsync(db => db.Deliveries.ToListAsync()))
        {
            var arrived = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            tally.Expect(arrived == 1, () => $"{delivery.PublicId} arrived {arrived} times");
            tally.Delivered += arrived > 0 ? 1 : 0;
            tally.Lost += arrived > 0 ? 0 : 1;
            tally.Duplicated += arrived > 1 ? 1 : 0;
        }

        tally.Note = $"{refused} changes were refused meanwhile";
        FaultReport.Close(output, tally);
    }

    [Fact]
    public async Task The_API_says_503_while_nothing_can_be_saved()
    {
        await using var hub = new Hub().Start();
        using var api = new ApiClient(hub);
        var project = await api.PostAsync("/projects", """{"name":"Launch"}""");
        await using (await Lock.TakeAsync(hub.DataPath))
        {
            var refused = await api.PostAsync("/tasks", $$"""{"project_id":{{project.Id}},"name":"Now"}""");

            Assert.Equal((int)HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.Contains("nothing was saved", (string)refused.Object["error"]!["description"]!, StringComparison.Ordinal);
        }

        Assert.Equal((int)HttpStatusCode.Created, (await api.PostAsync("/tasks", $$"""{"project_id":{{project.Id}},"name":"Then"}""")).Status);
        Assert.Equal("Then", (string)Assert.Single((await api.GetAsync($"/tasks?project_id={project.Id}")).Array)!["name"]!);
    }

    [Fact]
    public async Task A_hub_that_is_asked_to_end_while_nothing_can_be_recorded_ends_and_the_next_one_goes_on()
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        using var folder = new TemporaryFolder();
        var log = new HeardLog();
        await using (await BeginAsync())
        {
        }

        await using var next = await DeliveryHub.StartAsync(folder.Path);
        Assert.True(await next.DrainedAsync());
        Assert.Equal((2, 1), (receiver.Count, receiver.Arrivals.Count));

        // Gives back the lock that was taken while an attempt was under way; the hub has ended by then.
        async Task<Lock> BeginAsync()
        {
            await using var hub = await DeliveryHub.StartAsync(folder.Path, replace: services => services.AddSingleton<ILoggerProvider>(log));
            await hub.AddWebhookAsync(receiver.Url + "a");
            var under = new Countdown(1);
            var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            receiver.Holds = _ =>
            {
                under.Tick();
                return release.Task;
            };
            await hub.CreateAsync([1]);
            await under.Over;
            var taken = await Lock.TakeAsync(folder.Path);
            release.SetResult();
            await log.SaysAsync("wait to be recorded");
            return taken;
        }
    }

    private static async Task<bool> TryCreateAsync(DeliveryHub hub, long task, List<long> acknowledged)
    {
        try
        {
            await hub.CreateAsync([task]);
            acknowledged.Add(task);
            return true;
        }
        catch (Exception e) when (e.IsPassing())
        {
            return false;
        }
    }

    /// <summary>The write lock in other hands; dispose to give it back.</summary>
    private sealed class Lock : IAsyncDisposable
    {
        private readonly SqliteConnection connection;

        private Lock(SqliteConnection connection) => this.connection = connection;

        public static async Task<Lock> TakeAsync(string folder)
        {
            var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "taskhub.db")};Pooling=False");
            await connection.OpenAsync();
            await using var begin = connection.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync();
            return new Lock(connection);
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
