using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>The guard as the operator's settings make it.</summary>
internal static class Guards
{
    /// <summary>What a published hub allows.</summary>
    public static WebhookOptions Published => new();

    /// <summary>What a test against sockets of this machine needs.</summary>
    public static WebhookOptions OnLoopback => Opened("127.0.0.0/8", "::1/128");

    /// <summary>Plain http, and these networks opened.</summary>
    public static WebhookOptions Opened(params string[] networks) =>
        new() { AllowHttp = true, AllowedPorts = [80, 443, 8443], AllowedNetworks = [.. networks.Select(n => IPNetwork.Parse(n))] };

    public static AddressPolicy Policy(WebhookOptions options) => new(Options.Create(options));

    public static WebhookAddress Address(WebhookOptions options, string? publicUrl = null, ILogger<WebhookAddress>? log = null)
    {
        var settings = new Dictionary<string, string?> { ["TaskHub:PublicUrl"] = publicUrl };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new WebhookAddress(Options.Create(options), Policy(options), new OwnHost(configuration), log ?? NullLogger<WebhookAddress>.Instance);
    }
}
