using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Tests.Webhooks.Dispatch;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Shell;

public sealed class ProbesTests
{
    [Fact]
    public async Task A_hub_is_live_at_once_but_ready_only_when_it_has_been_set_up()
    {
        await using var untouched = new Hub(Hub.Untouched).Start();
        await using var hub = new Hub().Start();

        Assert.Equal((HttpStatusCode.OK, "live\n"), await GetAsync(untouched, "live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "setup\n"), await GetAsync(untouched, "ready"));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await GetAsync(hub, "ready"));
    }

    [Fact]
    public async Task A_webhook_that_waits_leaves_the_hub_ready_and_a_dispatcher_that_is_stuck_does_not()
    {
        var time = new ManualTime(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using var receiver = await Receiver.StartAsync();
        receiver.AnswerWith(new Answer { Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } });
        await using var bench = await Workbench.StartAsync(time: time);
        await bench.AddWebhookAsync(receiver.Url);
        await bench.HappenAsync(1, 2);
        await bench.UntilAsync(async db => await db.Deliveries.AnyAsync(d => d.State == DeliveryState.Retrying));
        time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await ReadyAsync(bench));

        await bench.Services.GetRequiredService<Dispatcher>().StopAsync(TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await ReadyAsync(bench));
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "deliveries\n"), await ReadyAsync(bench));
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(Workbench bench)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync($"{bench.Url}/health/ready", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Hub hub, string probe)
    {
        using var client = hub.CreateClient();
        using var answer = await client.GetAsync($"/health/{probe}", TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
