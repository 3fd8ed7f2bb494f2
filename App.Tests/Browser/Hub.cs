using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace TaskHub.Tests.Browser;

/// <summary>
/// The whole app on a port of its own, over a data folder of its own that goes with it. The settings are what a command line
/// would give, "TaskHub:Webhooks:DisableAfter" and "3" for instance.
/// </summary>
public sealed class Hub : WebApplicationFactory<Program>
{
    private readonly Dictionary<string, string> settings;

    public Hub(IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        this.settings = new(settings ?? []);
        UseKestrel(0);
    }

    /// <summary>The temporary folder of the database, keys and attachments.</summary>
    public string DataPath { get; } = Directory.CreateTempSubdirectory("taskhub-test-").FullName;

    /// <summary>Where the running hub listens, without a trailing slash.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Starts it; returns when it answers.</summary>
    public Hub Start()
    {
        StartServer();
        var addresses = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Url = $"http://localhost:{new Uri(addresses.First()).Port}";
        ClientOptions.BaseAddress = new(Url);
        return this;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("TaskHub:DataPath", DataPath);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(DataPath, recursive: true);
        GC.SuppressFinalize(this);
    }
}
