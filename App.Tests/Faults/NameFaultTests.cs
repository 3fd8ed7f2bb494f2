using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Faults;

/// <summary>A name service that fails, dawdles or lies at its first answer and is honest afterwards, while a hub delivers.</summary>
public sealed class NameFaultTests(ITestOutputHelper output)
{
    private const int OfEach = 6;

    private static readonly (string Name, string? Error, Func<CancellationToken, Task<IPAddress[]>> Answer)[] Lies =
    [
        ("try-again", "dns", _ => throw new SocketException((int)SocketError.TryAgain)),
        ("not-found", "dns", _ => throw new SocketException((int)SocketError.HostNotFound)),
        ("empty", "dns", _ => Addresses()),
        ("silent", "timeout", async cancel => await new TaskCompletionSource<IPAddress[]>().Task.WaitAsync(cancel)),
        ("slow", null, SlowAsync),
        ("private", "refused_address", _ => Addresses("10.0.0.1")),
        ("metadata", "refused_address", _ => Addresses("169.254.169.254")),
        ("mixed", "refused_address", _ => Addresses("127.0.0.1", "10.0.0.1")),
        ("mixed-6", "refused_address", _ => Addresses("127.0.0.1", "fd00::1")),
        ("mapped", "refused_address", _ => Addresses("::ffff:10.0.0.1")),
        ("link-local", "refused_address", _ => Addresses("fe80::1")),
        ("dead-first", null, _ => Addresses("127.0.0.99", "127.0.0.1")),
    ];

    [Fact]
    public async Task A_name_service_may_fail_or_lie_and_the_delivery_arrives_once_it_is_honest()
    {
        var tally = new Tally(FaultKind.Resolver);
        while (tally.Injections < FaultKind.Resolver.Planned)
        {
            await RoundAsync(tally);
        }

        FaultReport.Close(output, tally);
    }

    private static async Task RoundAsync(Tally tally)
    {
        await using var receiver = await CountingReceiver.StartAsync(DeliveryHub.Secret);
        var port = new Uri(receiver.Url).Port;
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string?> { ["TaskHub:Webhooks:AllowedPorts"] = $"{port}", ["TaskHub:Webhooks:DisableAfter"] = "100" };
        await using var hub = await DeliveryHub.StartAsync(folder.Path, settings, services => services.AddSingleton<INameResolver>(new Liar()));
        var webhooks = new List<(long Id, string Name, string? Error)>();
        foreach (var (name, error, _) in Lies)
        {
            for (var i = 1; i <= OfEach; i++)
            {
                webhooks.Add((await hub.AddWebhookAsync($"http://{name}.r{i}.example.com:{port}/{name}-{i}"), name, error));
            }
        }

        await hub.CreateAsync([1]);
        tally.Expect(await hub.DrainedAsync(), () => "some deliveries came to no end");
        tally.Acknowledged++;
        foreach (var (id, name, error) in webhooks)
        {
            var delivery = await hub.ReadAsync(db => db.Deliveries.SingleAsync(d => d.WebhookId == id));
            var attempts = await hub.ReadAsync(db => db.Attempts.Where(a => a.WebhookId == id).OrderBy(a => a.Id).ToListAsync());
            var said = string.Join(", ", attempts.Select(a => a.Error ?? "success"));
            string?[] expected = error is null ? [null] : [error, null];
            tally.Expect(attempts.Select(a => a.Error).SequenceEqual(expected), () => $"{name}: on record is {said}");
            var accepted = receiver.Arrivals.GetValueOrDefault(delivery.PublicId)?.Count ?? 0;
            tally.Expect(delivery.State == DeliveryState.Delivered && accepted == 1, () => $"{name}: {delivery.State}, arrived {accepted} times");
            tally.Delivered += accepted > 0 ? 1 : 0;
            tally.Lost += accepted > 0 ? 0 : 1;
            tally.Duplicated += accepted > 1 ? 1 : 0;
            tally.Judged();
        }
    }

    private static Task<IPAddress[]> Addresses(params string[] addresses) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray());

    private static async Task<IPAddress[]> SlowAsync(CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, cancel);
        return [IPAddress.Loopback];
    }

    private sealed class Liar : INameResolver
    {
        private readonly ConcurrentDictionary<string, int> asked = new(StringComparer.Ordinal);

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
            asked.AddOrUpdate(host, 1, (_, before) => before + 1) == 1
                ? Lies.Single(lie => lie.Name == host.Split('.')[0]).Answer(cancellation)
                : Addresses("127.0.0.1");
    }
}
