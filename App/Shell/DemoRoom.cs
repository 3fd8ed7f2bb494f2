using TaskHub.Data;

namespace TaskHub;

/// <summary>
/// <c>dotnet run -- demo</c>: the same app over a throw-away database that is filled with an organization at work, and whose webhooks post
/// to receivers that are built in.
/// </summary>
internal static class DemoRoom
{
    /// <summary>Below the settings of the command line and the environment would be too weak: a demonstration must not touch real data.</summary>
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["TaskHub:Setup:Email"] = "",
        ["TaskHub:Setup:Password"] = "",
        ["TaskHub:Setup:Organization"] = "",
        ["TaskHub:Setup:Token"] = "",
        ["TaskHub:Webhooks:AllowHttp"] = "true",
        ["TaskHub:Webhooks:AllowedNetworks"] = "127.0.0.0/8, ::1/128",
        ["TaskHub:Webhooks:DisableAfter"] = "10",

        // Quick enough to watch: the webhook that always fails is disabled within half a minute.
        ["TaskHub:Webhooks:RetrySchedule"] =
            "00:00:02, 00:00:02, 00:00:02, 00:00:02, 00:00:02, 00:00:03, 00:00:03, 00:00:05, 00:00:10",
    };

    /// <summary>Turns the hub into the demonstration when the first argument asks for it. Dispose of the answer after the hub.</summary>
    public static IDisposable? AddDemo(this WebApplicationBuilder builder, string[] args)
    {
        if (args.FirstOrDefault() != "demo")
        {
            return null;
        }

        var folder = new ThrowAwayFolder();
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Configuration["TaskHub:DataPath"] = folder.Path;
        var services = builder.Services;
        var clock = new DemoClock();
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<DemoPast>();
        services.AddSingleton<DemoData>();
        services.AddSingleton<DemoReceiver>();
        services.AddSingleton<DemoWebhooks>();
        services.AddHostedService<DemoActivity>();
        return folder;
    }

    /// <summary>Fills the database of a demonstration and maps its receivers; a real hub has neither.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app)
    {
        if (app.Services.GetService<DemoData>() is { } data)
        {
            DemoReceiver.Map(app);
            await data.FillAsync();
        }
    }
}
