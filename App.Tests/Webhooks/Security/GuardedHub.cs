using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>
/// A hub whose name service says what the test wants. Of this machine only 127.0.0.1 is opened, where the receiver listens and stands for
/// the public internet; at 127.0.0.2, inside, somebody listens on the same port and must never be called.
/// </summary>
public sealed class GuardedHub : IAsyncLifetime, INameResolver
{
    public const string Public = "127.0.0.1";
    public const string Private = "127.0.0.2";

    private TcpListener inside = null!;

    public Hub Hub { get; private set; } = null!;

    public Receiver Receiver { get; private set; } = null!;

    public ApiClient Api { get; private set; } = null!;

    /// <summary>Where all names lead; none means that no name is found.</summary>
    public IReadOnlyList<string> Answers { get; set; } = [Public];

    /// <summary>Whether somebody called the private address since the last time that one asked.</summary>
    public bool WasInsideCalled
    {
        get
        {
            var called = inside.Pending();
            while (inside.Pending())
            {
                inside.AcceptSocket().Dispose();
            }

            return called;
        }
    }

    public async ValueTask InitializeAsync()
    {
        Receiver = await Receiver.StartAsync();
        inside = new TcpListener(IPAddress.Parse(Private), Receiver.Port);
        inside.Start();
        Hub = new Hub(
            new Dictionary<string, string>
            {
                ["TaskHub:Webhooks:AllowHttp"] = "true",
                ["TaskHub:Webhooks:AllowedNetworks"] = Public + "/32",
                ["TaskHub:Webhooks:AllowedPorts"] = $"443,{Receiver.Port}",
                ["TaskHub:Webhooks:RetrySchedule"] = "0:0:0.02",
                ["TaskHub:Webhooks:DisableAfter"] = "100",
            },
            services => services.AddSingleton<INameResolver>(this)).Start();
        Api = new ApiClient(Hub);
    }

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        Answers.Count > 0
            ? Task.FromResult<IPAddress[]>([.. Answers.Select(IPAddress.Parse)])
            : throw new SocketException((int)SocketError.HostNotFound);

    /// <summary>The address of a webhook by a name.</summary>
    public string Url(string path) => $"http://receiver.example.com:{Receiver.Port}/{path}";

    public Task<ApiAnswer> CreateAsync(string url, string members = "") =>
        Api.PostAsync("/organizations/1/web_hooks", $$"""{"url":{{JsonValue.Create(url).ToJsonString()}}{{members}}}""");

    /// <summary>Writes the url of a webhook past every check, as a restored or an imported database may bring it.</summary>
    public Task BringInAsync(long hook, string url) => Hub.Services.GetRequiredService<WriteGate>().RunAsync(
        db => db.Webhooks.Where(w => w.Id == hook).ExecuteUpdateAsync(set => set.SetProperty(w => w.Url, url)));

    /// <summary>Has something happen, and returns the attempts of the webhook once one more is on record.</summary>
    public async Task<List<Attempt>> SendAsync(long hook)
    {
        var before = (await AttemptsAsync(hook)).Count;
        await Api.PostAsync("/projects", """{"name":"Something happens"}""");
        return await UntilAsync(hook, before + 1);
    }

    /// <summary>The attempts of the webhook once there are so many.</summary>
    public async Task<List<Attempt>> UntilAsync(long hook, int count)
    {
        using var looks = new SemaphoreSlim(1);
        using var watch = Hub.Services.GetRequiredService<TaskHub.Live.LiveTopics>().Subscribe([TaskHub.Live.Topic.Deliveries], () =>
        {
            looks.Release();
            return Task.CompletedTask;
        });
        while (await looks.WaitAsync(TimeSpan.FromSeconds(20)))
        {
            if (await AttemptsAsync(hook) is var all && all.Count >= count)
            {
                return all;
            }
        }

        throw new TimeoutException($"There were never {count} attempts.");
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        inside.Dispose();
        await Receiver.DisposeAsync();
        await Hub.DisposeAsync();
    }

    private async Task<List<Attempt>> AttemptsAsync(long hook)
    {
        await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync();
        return await db.Attempts.AsNoTracking().Where(a => a.WebhookId == hook).OrderBy(a => a.Id).ToListAsync();
    }
}
