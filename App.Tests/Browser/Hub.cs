using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace TaskHub.Tests.Browser;

/// <summary>
/// The whole app on a port of its own, over a data folder of its own that goes with it. The settings are what a command line
/// would give, "TaskHub:Webhooks:DisableAfter" and "3" for instance. It is set up: <see cref="OwnerEmail"/> administers
/// <see cref="Organization"/>; settings that say "TaskHub:Setup:Email" themselves (with nothing, for a hub without a person) replace all of that.
/// </summary>
public sealed class Hub : WebApplicationFactory<Program>
{
    public const string OwnerEmail = "owner@example.com";
    public const string Password = "four words in a row";
    public const string Organization = "Example Works";

    /// <summary>An access token of the owner, with all scopes.</summary>
    public const string Token = "thub_pat_0123456789abcdefghijklmnopqrstuvwxyzAB";

    /// <summary>Settings of a hub that waits for its first person.</summary>
    public static readonly IReadOnlyDictionary<string, string> Untouched = new Dictionary<string, string> { ["TaskHub:Setup:Email"] = "" };

    private static readonly Dictionary<string, string> SetUp = new()
    {
        ["TaskHub:Setup:Email"] = OwnerEmail,
        ["TaskHub:Setup:Password"] = Password,
        ["TaskHub:Setup:Organization"] = Organization,
        ["TaskHub:Setup:Token"] = Token,
    };

    private readonly Dictionary<string, string> settings;
    private readonly Action<IServiceCollection> replace;

    /// <param name="settings">What a command line would give.</param>
    /// <param name="replace">Registers what stands for the world outside: a name service, for instance.</param>
    public Hub(IEnumerable<KeyValuePair<string, string>>? settings = null, Action<IServiceCollection>? replace = null)
    {
        this.settings = new(settings ?? []);
        this.replace = replace ?? (_ => { });
        if (!this.settings.ContainsKey("TaskHub:Setup:Email"))
        {
            this.settings = this.settings.Concat(SetUp).ToDictionary();
        }

        UseKestrel(0);
    }

    /// <summary>The temporary folder of the database, keys and attachments.</summary>
    public string DataPath { get; } = Directory.CreateTempSubdirectory("taskhub-test-").FullName;

    /// <summary>Where the running hub listens, without a trailing slash.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Hears everything that the hub logs.</summary>
    public ILoggerProvider? Logs { get; init; }

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

        // Where it listens is any free port; the setting would be tried, and two hubs that try one port at once would refuse to start.
        builder.UseSetting("urls", "http://127.0.0.1:0");
        builder.ConfigureTestServices(replace);
        if (Logs is not null)
        {
            builder.ConfigureLogging(logging => logging.AddProvider(Logs));
        }

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
