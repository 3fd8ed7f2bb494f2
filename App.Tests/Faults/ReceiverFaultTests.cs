using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TaskHub.Tests.Webhooks.Security;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Faults;

/// <summary>
/// Receivers that misbehave, each kind several times in one hub and all at once: the attempt is on record as what it was, the next one is made
/// when it should be, and the delivery arrives once.
/// </summary>
public sealed class ReceiverFaultTests(ITestOutputHelper output)
{
    private const string Name = "receiver.example.com";
    private const int OfEach = 5;

    // The longest that one attempt may keep its place; the deadline of these hubs is two seconds.
    private const int LongestMs = 15_000;

    [Fact]
    public async Task A_receiver_may_do_what_it_likes_and_gets_its_deliveries_once_it_is_well()
    {
        var tally = new Tally(FaultKind.Receiver);
        while (tally.Injections < FaultKind.Receiver.Planned)
        {
            await RoundAsync(tally);
        }

        FaultReport.Close(output, tally);
    }

    private static async Task RoundAsync(Tally tally)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var well = OutboundTlsTests.Certificate(Name, now.AddDays(1));
        using var expired = OutboundTlsTests.Certificate(Name, now.AddDays(-1));
        using var foreign = OutboundTlsTests.Certificate("other.example.com", now.AddDays(1));
        using var unknown = OutboundTlsTests.Certificate(Name, now.AddDays(1));
        Misbehaviour[] secure =
        [
            new("an expired certificate", "tls") { Certificate = expired },
            new("a certificate of another name", "tls") { Certificate = foreign },
            new("a certificate that nobody trusts", "tls") { Certificate = unknown },
            new("no TLS where it is expected", "tls") { BreaksTls = true, Act = (_, s, c) => s.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), c).AsTask() },
            new("a handshake that never ends", "timeout") { BreaksTls = true, Act = (_, s, c) => Misbehaviour.UntilClosedAsync(s, c) },
        ];
        var trust = OutboundTlsTests.Trust(well);
        trust.CustomTrustStore.Add(expired);
        trust.CustomTrustStore.Add(foreign);
        var cases = Misbehaviour.All.Concat(secure).SelectMany(how => Enumerable.Repeat(how, OfEach))
            .Select(how => (How: how, Receiver: new ScriptedReceiver(how, how.IsSecure ? well : null))).ToList();
        using var folder = new TemporaryFolder();
        await using (var hub = await DeliveryHub.StartAsync(folder.Path, Settings(cases.Where(c => c.How.IsSecure).Select(c => c.Receiver.Port)), services => Trusting(services, trust)))
        {
            var webhooks = new List<(long Id, Misbehaviour How, ScriptedReceiver Receiver)>();
            foreach (var (how, receiver) in cases)
            {
                var url = how.IsSecure ? $"https://{Name}:{receiver.Port}/" : $"http://127.0.0.1:{receiver.Port}/";
                webhooks.Add((await hub.AddWebhookAsync(url), how, receiver));
            }

            await hub.CreateAsync([1]);
            tally.Expect(await hub.UntilAsync(async db => (await db.Attempts.Select(a => a.DeliveryId).Distinct().ToListAsync()).Count == cases.Count),
                () => "some deliveries were never tried");
            cases.ForEach(each => { if (each.How.IsAway) { each.Receiver.Come(); } });
            tally.Expect(await hub.UntilAsync(db => db.Deliveries.AllAsync(d => d.State == DeliveryState.Delivered || d.State == DeliveryState.Held)),
                () => "some deliveries came to no end");
            var gone = await hub.ReadAsync(db => db.Webhooks.CountAsync(w => w.DisabledReason == DisabledReason.Gone));
            tally.Expect(gone == OfEach, () => $"{gone} web hooks are disabled by a 410");
            await hub.EnableAsync();
            tally.Expect(await hub.DrainedAsync(), () => "what was held does not leave");
            tally.Acknowledged++;
            foreach (var (id, how, receiver) in webhooks)
            {
                await JudgeAsync(tally, hub, id, how, receiver);
            }
        }

        foreach (var (_, receiver) in cases)
        {
            await receiver.DisposeAsync();
        }
    }

    private static async Task JudgeAsync(Tally tally, DeliveryHub hub, long webhook, Misbehaviour how, ScriptedReceiver receiver)
    {
        var delivery = await hub.ReadAsync(db => db.Deliveries.SingleAsync(d => d.WebhookId == webhook));
        var attempts = await hub.ReadAsync(db => db.Attempts.Where(a => a.WebhookId == webhook).OrderBy(a => a.Id).ToListAsync());
        var said = string.Join(", ", attempts.Select(a => $"{a.Number} {a.Error ?? "success"} {a.StatusCode}"));
        var takenAtOnce = how.Errors.Contains(null);
        tally.Expect(how.Errors.Contains(attempts[0].Error), () => $"{how.Name}: on record is {said}");
        tally.Expect(attempts.Select(a => a.Number).SequenceEqual(Enumerable.Range(1, delivery.AttemptsCount)), () => $"{how.Name}: numbers {said}");
        tally.Expect(attempts[^1].Error is null && attempts.SkipLast(1).All(a => a.Error is not null), () => $"{how.Name}: {said}");
        tally.Expect(how.IsAway || attempts.Count == (takenAtOnce ? 1 : 2), () => $"{how.Name}: {said}");
        tally.Expect(attempts.All(a => a.DurationMs < LongestMs), () => $"{how.Name}: {attempts.Max(a => a.DurationMs)} ms");
        tally.Expect(attempts.All(a => (a.ResponseBody?.Length ?? 0) <= AttemptOutcome.MaxKept + 20), () => $"{how.Name}: too much is kept");
        if (attempts.Count > 1)
        {
            var rest = attempts[1].StartedAt - attempts[0].StartedAt;
            tally.Expect(rest >= how.Rest, () => $"{how.Name}: tried again after {rest}");
        }

        var arrived = takenAtOnce ? 1 : receiver.Accepted;
        tally.Expect(delivery.State == DeliveryState.Delivered && arrived == 1, () => $"{how.Name}: {delivery.State}, accepted {arrived} times");
        tally.Delivered += arrived > 0 ? 1 : 0;
        tally.Lost += arrived > 0 ? 0 : 1;
        tally.Duplicated += arrived > 1 ? 1 : 0;
        tally.Judged();
    }

    private static Dictionary<string, string?> Settings(IEnumerable<int> ports) => new()
    {
        ["TaskHub:Webhooks:DisableAfter"] = "1000",
        ["TaskHub:Webhooks:RetrySchedule"] = string.Join(',', Enumerable.Repeat("0:0:0.02", 500)),
        ["TaskHub:Webhooks:AllowedPorts"] = string.Join(',', ports),
    };

    private static void Trusting(IServiceCollection services, X509ChainPolicy trust)
    {
        services.AddSingleton<INameResolver>(new ScriptedResolver([["127.0.0.1"]]));
        services.AddSingleton(provider => new OutboundClient(
            provider.GetRequiredService<IOptions<WebhookOptions>>(), provider.GetRequiredService<WebhookAddress>(),
            provider.GetRequiredService<AddressPolicy>(), provider.GetRequiredService<INameResolver>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<OutboundClient>>(), trust));
    }
}
