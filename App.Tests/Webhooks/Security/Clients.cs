using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>The one client, as the operator's settings make it.</summary>
internal static class Clients
{
    /// <summary>A client that may reach this machine.</summary>
    /// <param name="resolver">Answers for names; without one, no name is found.</param>
    /// <param name="change">Other settings.</param>
    /// <param name="trust">Other rules for certificates.</param>
    /// <param name="time">Another clock.</param>
    public static OutboundClient Create(
        INameResolver? resolver = null, Action<WebhookOptions>? change = null, X509ChainPolicy? trust = null, TimeProvider? time = null)
    {
        var options = Guards.OnLoopback;
        change?.Invoke(options);
        return new OutboundClient(Options.Create(options), Guards.Address(options), Guards.Policy(options),
            resolver ?? new ScriptedResolver([[]]), time ?? TimeProvider.System, NullLogger<OutboundClient>.Instance, trust);
    }

    public static Task<AttemptOutcome> PostAsync(this OutboundClient client, string url, string body = "{}") =>
        client.PostAsync(url, [new("webhook-id", "dlv_1"), new("X-Secret", "s", IsSecret: true)],
            System.Text.Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);
}
