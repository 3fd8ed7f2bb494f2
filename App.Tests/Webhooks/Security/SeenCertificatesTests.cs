using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

public sealed class SeenCertificatesTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_a_certificate_ends_is_known_after_a_restart_until_the_url_is_another()
    {
        await using var hub = await HubDatabase.CreateAsync(builder => builder.AddWebhooks());
        var ada = await hub.Ada();
        var made = await hub.Get<CreateWebhook>().RunAsync(
            ada, hub.Acme, new WebhookInput { Url = "https://receiver.example.com/in", Enabled = false }, FailedTest.Refuses, Cancel);
        var id = made.Value.Webhook.Id;
        var end = hub.Time.GetUtcNow().AddDays(40);
        using var certificate = OutboundTlsTests.Certificate("receiver.example.com", end);
        hub.Get<SeenCertificates>().Saw(new Uri("https://receiver.example.com/other"), certificate);
        Assert.Equal(1, await hub.Get<SeenCertificates>().KeepAsync(hub.Get<WriteGate>(), Cancel));
        Assert.Equal(0, await hub.Get<SeenCertificates>().KeepAsync(hub.Get<WriteGate>(), Cancel));
        var seen = hub.Time.GetUtcNow();
        hub.Time.Advance(TimeSpan.FromDays(1));

        var restarted = ActivatorUtilities.CreateInstance<FindWebhook>(hub.Get<IServiceProvider>(), new SeenCertificates(hub.Time));

        var known = (await restarted.RunAsync(ada, id, Cancel)).Value.Certificate!;
        Assert.Equal((end.ToUnixTimeSeconds(), seen), (known.Until.ToUnixTimeSeconds(), known.SeenAt));
        await hub.Get<EditWebhook>().RunAsync(ada, id, new WebhookInput { Url = "https://elsewhere.example.com/" }, Cancel);
        Assert.Null((await restarted.RunAsync(ada, id, Cancel)).Value.Certificate);
    }
}
