using Microsoft.AspNetCore.HttpOverrides;
using TaskHub.Configuration;

namespace TaskHub.Identity;

/// <summary>
/// Which programs in front of the hub are believed when they say whom they speak for. Nobody is, until the operator names them: an address that
/// a stranger wrote would stand in the audit, and would go around the limit of failures.
/// </summary>
public static class TrustedProxies
{
    public const string Key = "TaskHub:TrustedProxies";

    /// <summary>Takes the address of the caller from <c>X-Forwarded-For</c>, when the request comes from one of the networks of <see cref="Key"/>.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (Read(app.Configuration) is not { Count: > 0 } networks)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    private static IReadOnlyList<System.Net.IPNetwork>? Read(IConfiguration configuration) =>
        new ConfiguredValues(configuration, "TaskHub").Items("TrustedProxies", text => System.Net.IPNetwork.TryParse(text, out var network)
            ? network
            : throw new ConfigurationException(Key, "must be networks such as 10.0.0.0/8 or 127.0.0.1/32", text));
}
