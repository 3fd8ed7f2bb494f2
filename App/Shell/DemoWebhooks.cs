using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TaskHub.Events;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>The webhooks of the demonstration, in all three states: one works, one keeps failing and recovering, one soon gives up, one rests.</summary>
internal sealed class DemoWebhooks(DemoData data, CreateWebhook create, IServer server)
{
    /// <summary>Where the hub is reached on this machine; known once it listens.</summary>
    public string Address
    {
        get
        {
            var bound = server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(BindingAddress.Parse).ToList();
            var address = bound.Find(a => a.Scheme == "http") ?? bound[0];
            return $"{address.Scheme}://localhost:{address.Port}";
        }
    }

    /// <summary>Creates them. Their test is posted to this hub itself, so it must listen already.</summary>
    public async Task CreateAsync(CancellationToken cancel)
    {
        WebhookInput[] webhooks =
        [
            new() { Url = UrlOf(DemoReceiver.Well), Description = "Data warehouse: everything", Format = "full" },
            new() { Url = UrlOf(DemoReceiver.Moody), Description = "Team chat, restarts now and then", Events = EventTypes.All },
            new() { Url = UrlOf(DemoReceiver.Broken), Description = "Old CRM: its database is broken", Events = EventTypes.All },
            new() { Url = UrlOf(DemoReceiver.Well), Description = "Time tracking, paused until spring", Format = "worksection", Enabled = false },
        ];
        foreach (var webhook in webhooks)
        {
            _ = (await create.RunAsync(data.People[0], data.OrganizationId, webhook, FailedTest.Refuses, cancel)).Value;
        }
    }

    private string UrlOf(string receiver) => DemoReceiver.UrlOf(Address, receiver);
}
