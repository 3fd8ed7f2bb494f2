using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using TaskHub.Configuration;

namespace TaskHub.Identity;

/// <summary>
/// The base of every link that leaves the hub: <c>TaskHub:PublicUrl</c>, else the first address it listens on. Never the Host header, which a
/// stranger writes.
/// </summary>
public sealed class PublicUrl(IConfiguration configuration, IServiceProvider services)
{
    private static readonly string[] Wildcards = ["://+", "://*", "://0.0.0.0", "://[::]"];
    private string? known;

    /// <summary>Without a slash at its end.</summary>
    public string Base => known ??= Find();

    /// <summary>An absolute url; <paramref name="path"/> begins with a slash.</summary>
    public string For(string path) => Base + path;

    /// <summary>
    /// Whether nobody said under which name people reach the hub, and it listens on every address; then its own links say localhost.
    /// </summary>
    public bool IsGuessed => string.IsNullOrWhiteSpace(configuration["TaskHub:PublicUrl"])
        && (string.IsNullOrEmpty(configuration["urls"])
            || configuration["urls"]!.Split(';').Any(address => Wildcards.Any(address.Contains)));

    /// <summary>Whether people reach the hub by https, as far as the configuration says; before anything is bound.</summary>
    public static bool IsHttps(IConfiguration configuration) =>
        (Configured(configuration) ?? configuration["urls"] ?? string.Empty).TrimStart().StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The url that is configured; null for none.</summary>
    /// <exception cref="ConfigurationException">It is no url.</exception>
    public static string? Configured(IConfiguration configuration) => new ConfiguredValues(configuration, "TaskHub").Url("PublicUrl");

    private string Find()
    {
        if (Configured(configuration) is { } configured)
        {
            return configured;
        }

        // A wildcard or port 0 is only known after binding, so the bound address comes first.
        var bound = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        var first = bound ?? configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0]
            ?? "http://localhost:5080";
        return Wildcards.Aggregate(first, (text, wildcard) => text.Replace(wildcard, "://localhost", StringComparison.Ordinal)).TrimEnd('/');
    }
}

/// <summary>What <c>TaskHub:PublicUrl</c> says, so that it is read, and refused, at the start with the others.</summary>
public sealed class PublicUrlOptions
{
    public string? Url { get; set; }
}
