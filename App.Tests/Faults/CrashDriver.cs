using TaskHub.Tests.Browser;

namespace TaskHub.Tests.Faults;

/// <summary>The hub's lives: starts it, loads it, kills it, and at the end lets it send what is left.</summary>
internal sealed class CrashDriver : IAsyncDisposable
{
    private const int Clients = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string folder = Directory.CreateTempSubdirectory("taskhub-test-").FullName;
    private readonly CountingReceiver receiver;
    private readonly List<LoadClient> clients = [];
    private readonly List<Life> lives = [];
    private readonly Random random = new(7);
    private readonly int port = HubProcess.FreePort();
    private HubProcess? hub;

    private CrashDriver(CountingReceiver receiver) => this.receiver = receiver;

    private string Url => $"http://127.0.0.1:{port}/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Starts the receiver and the hub, with four webhooks and a project for each client.</summary>
    public static async Task<CrashDriver> StartAsync()
    {
        var driver = new CrashDriver(await CountingReceiver.StartAsync(DeliveryHub.Secret));
        driver.StartHub();
        await driver.hub!.ListensAsync(Cancel);
        string[] webhooks = [CountingReceiver.Quick + " redbooth", "other-quick full", CountingReceiver.Slow + " redbooth", CountingReceiver.Moody + " full"];
        using var api = ServingHub.Client(driver.Url);
        foreach (var webhook in webhooks.Select(words => words.Split(' ')))
        {
            await api.CreateWebhookAsync(driver.receiver.Url + webhook[0], webhook[1]);
        }

        for (var number = 1; number <= Clients; number++)
        {
            var client = new LoadClient(number, new Uri(driver.Url), Hub.Token);
            await client.BeginAsync(1);
            driver.clients.Add(client);
        }

        return driver;
    }

    /// <summary>Lets the clients work, kills the hub at a random moment, and starts it again.</summary>
    public async Task LoadAndKillAsync(int kill)
    {
        // Most kills come under load: at an acknowledgement, or while a receiver thinks. Every sixth comes while the hub starts.
        var early = kill % 6 == 0;
        var moment = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<Task> work = [];
        if (early)
        {
            moment.SetResult();
        }
        else
        {
            await hub!.ListensAsync(Cancel);
            Count(moment, random.Next(1, kill % 2 == 0 ? 120 : 300), arrivals: kill % 2 != 0);
            work = [.. clients.Select(client => Task.Run(client.RunAsync, Cancel))];
        }

        await moment.Task.WaitAsync(Patience, TimeProvider.System, Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(early ? 1500 : 40)), TimeProvider.System, Cancel);
        await hub!.KillAsync();
        lives[^1].KilledAt = TimeProvider.System.GetUtcNow();
        await receiver.QuietAsync();
        await Task.WhenAll(work);
        StartHub();
    }

    /// <summary>Waits until everything that the database says must arrive has arrived, or nothing comes any more; then asks the hub to end in order.</summary>
    public async Task DrainAsync()
    {
        await hub!.ListensAsync(Cancel);
        List<string> all;
        using (var ledger = new Ledger(Path.Combine(folder, "taskhub.db")))
        {
            all = ledger.DeliveryIds();
        }

        await receiver.AcceptedAsync(all, Patience);
        Assert.Equal(0, await hub.StopAsync(Cancel));
    }

    public Verdict Judge()
    {
        using var ledger = new Ledger(Path.Combine(folder, "taskhub.db"));
        return Verdict.Of(ledger, receiver, clients.SelectMany(client => client.Changes).ToList(), lives);
    }

    public async ValueTask DisposeAsync()
    {
        hub?.Dispose();
        clients.ForEach(client => client.Dispose());
        await receiver.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private void StartHub()
    {
        hub?.Dispose();
        receiver.Life = lives.Count;
        hub = ServingHub.Start(Url, folder);
        lives.Add(new Life(hub));
    }

    private void Count(TaskCompletionSource moment, int after, bool arrivals)
    {
        var left = after;
        void Tick()
        {
            if (Interlocked.Decrement(ref left) == 0)
            {
                moment.TrySetResult();
            }
        }

        receiver.Arrived = arrivals ? _ => Tick() : null;
        foreach (var client in clients)
        {
            client.Acknowledged = arrivals ? null : Tick;
        }
    }
}

/// <summary>One life of the hub, from its start to its kill.</summary>
internal sealed class Life(HubProcess hub)
{
    public DateTimeOffset StartedAt => hub.StartedAt;
    public DateTimeOffset? ListeningAt => hub.ListeningAt;
    public DateTimeOffset? KilledAt { get; set; }
}
