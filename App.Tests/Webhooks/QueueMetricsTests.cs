using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Telemetry;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Dispatch;

namespace TaskHub.Tests.Webhooks;

public sealed class QueueMetricsTests
{
    [Fact]
    public async Task Queues_are_told_by_their_web_hook_with_the_age_of_the_oldest_delivery()
    {
        await using var hub = await HubDatabase.CreateAsync(builder =>
        {
            builder.Services.AddMetrics();
            builder.AddWebhooks();
        });
        using var book = new MeterBook(hub.Get<IMeterFactory>());
        await new QueueMetrics(hub.Get<IMeterFactory>(), hub.Get<IDbContextFactory<AppDbContext>>(), hub.Get<SharedCap>(), hub.Time)
            .StartAsync(TestContext.Current.CancellationToken);
        await AddWebhookAsync(hub, w => w.Enabled = true);
        await AddWebhookAsync(hub, w => (w.Enabled, w.Errors) = (true, 2));
        await AddWebhookAsync(hub, w => w.DisabledReason = DisabledReason.Errors);
        await hub.ProjectAsync();
        hub.Time.Advance(TimeSpan.FromSeconds(90));
        await hub.ProjectAsync("Second");

        var text = book.Write().Split('\n');

        Assert.Equal(
            [
                "taskhub_attempts_under_way 0",
                "taskhub_deliveries_held 2",
                "taskhub_deliveries_waiting 4",
                "taskhub_queue_age_seconds{web_hook=\"1\"} 90",
                "taskhub_queue_age_seconds{web_hook=\"2\"} 90",
                "taskhub_queue_depth{web_hook=\"1\"} 2",
                "taskhub_queue_depth{web_hook=\"2\"} 2",
                "taskhub_web_hooks{status=\"disabled\"} 1",
                "taskhub_web_hooks{status=\"failing\"} 1",
                "taskhub_web_hooks{status=\"working\"} 1",
            ],
            text.Where(line => Gauges.Any(gauge => line.StartsWith(gauge, StringComparison.Ordinal))));
    }

    private static readonly string[] Gauges = ["taskhub_attempts_under_way", "taskhub_deliveries", "taskhub_queue", "taskhub_web_hooks"];

    private static Task AddWebhookAsync(HubDatabase hub, Action<Webhook> set) => hub.Get<WriteGate>().RunAsync(async db =>
    {
        var webhook = new Webhook
        {
            Id = await db.NextIdAsync<Webhook>(),
            OrganizationId = hub.Acme,
            Url = "https://receiver.example.com/",
            Events = [.. EventTypes.All],
            Secret = "not used here",
        };
        set(webhook);
        db.Add(webhook);
        await db.SaveChangesAsync();
    });
}
