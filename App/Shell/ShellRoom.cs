using System.Data.Common;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;
using TaskHub.Activity;
using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Live;
using TaskHub.Organizations;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Ui;
using TaskHub.Webhooks;
using TaskHub.Worksection;

namespace TaskHub;

/// <summary>What the shell itself brings: the address, the static files and the page that hosts every other page.</summary>
public static class ShellRoom
{
    private const string DefaultUrl = "http://localhost:5080";
    private const long LongestMessage = 1024 * 1024;

    // A browser that hears nothing for four of these takes the line for cut (wwwroot/reconnect.js).
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(5);

    /// <summary>Registers Blazor and settles where the hub listens when nobody says otherwise.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        // A Production run straight from the build output would otherwise have neither script nor style.
        builder.WebHost.UseStaticWebAssets();
        DefaultTheUrl(builder.Configuration);

        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveTopics>();
        builder.Services.ConfigureHttpJsonOptions(options => HubJson.Apply(options.SerializerOptions));
        builder.Services.AddSingleton<FindFrame>();
        builder.Services.AddSingleton<Search>();
        builder.Services.AddSingleton<FindPaletteEntries>();
        builder.Services.AddSingleton<ProjectPageVerbs>();
        builder.Services.AddSingleton<TaskDeskVerbs>();
        builder.Services.AddSingleton<PlanImport>();
        builder.Services.AddSingleton<ImportDesk>();
        builder.Services.AddScoped<Frame>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<Throughput>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Throughput>());
        builder.AddRecurringJob<AccountsJob>("accounts.retention", ShellText.AccountsJob, TimeSpan.FromHours(6), TimeSpan.FromMinutes(7));
        builder.AddRecurringJob<LettersJob>("mail.letters", ShellText.LettersJob, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
        // The longest description is 64 Ki characters; the framework's own bound, 32 KB, would end the circuit of whoever pastes it.
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(options => (options.MaximumReceiveMessageSize, options.KeepAliveInterval) = (LongestMessage, SignOfLife));
        builder.AddUi();
        builder.AddRecurringJob<DueTasksJob>("tasks.due", ShellText.DueTasksJob, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(20));
        builder.AddRecurringJob<EmptyTrashJob>("tasks.trash", ShellText.EmptyTrashJob, TimeSpan.FromHours(6), TimeSpan.FromMinutes(10));
        builder.Services.AddSingleton<ISampleProject, SampleProject>();
        return builder;
    }

    /// <summary>
    /// Takes the data folder, makes or migrates the database, and lets commits reach the open pages. Ends the process with one line when
    /// another hub serves from the same folder, the folder cannot be used, or the hub cannot listen where it is told to.
    /// </summary>
    public static async Task OpenHubAsync(this WebApplication app)
    {
        var start = app.Services.GetRequiredService<DatabaseStart>();
        if ((ListeningCheck.WhyNot(app.Configuration) ?? await WhyNotAsync(app, start, app.Lifetime.ApplicationStopping)) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            Environment.Exit(1);
        }

        await app.Services.GetRequiredService<UnattendedSetUp>().RunAsync(app.Lifetime.ApplicationStopping);
        app.Services.GetRequiredService<WriteGate>().Committed += app.Services.GetRequiredService<LiveTopics>().Signal;
    }

    private static async Task<string?> WhyNotAsync(WebApplication app, DatabaseStart start, CancellationToken cancel)
    {
        var folder = app.Services.GetRequiredService<DataFolder>().Path;
        try
        {
            if (!start.TryLock())
            {
                return ShellText.Serves(folder);
            }

            if (start.WhyNot() is { } problem)
            {
                return problem;
            }

            await start.MigrateAsync(cancel);
            return await app.Services.GetRequiredService<LostKeys>().WhyNotAsync(cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            return ShellText.Unusable(folder, e.Message);
        }
    }

    /// <summary>The order of the middleware every request passes.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.UseHead();
        app.UseTrustedProxies();
        app.UsePublicScheme();
        app.UseBrowserHeaders();
        app.UseKnownHosts();
        app.UseNoTrace();
        app.UseSameOrigin();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseApi();
        app.UsePassingTrouble();
        app.UseFirstStart();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>Maps the static files and the pages.</summary>
    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapProbes();
        app.MapMetrics();
        app.MapAudit();
        app.MapWebhookFiles();
        app.MapFiles();
        app.MapTaskExports();
        app.MapImports();
        app.MapDescription();
        app.MapReference();
        var api = app.MapApi();
        api.MapPeople();
        api.MapOrganizations();
        api.MapProjects();
        api.MapTaskLists();
        api.MapTasks();
        api.MapSubtasks();
        api.MapTaskFiles();
        api.MapComments();
        api.MapReactions();
        api.MapActivities();
        api.MapNotifications();
        api.MapSearch();
        api.MapWebhooks();
        app.MapWorksection();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = "'none'");
    }

    // A form or a message of a circuit is small; the API has a bound of its own. Whatever takes files says so at its endpoint.
    private static void Limit(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = 2 * LongestMessage;
        server.Limits.MaxConcurrentConnections = 20_000;
        server.Limits.MaxConcurrentUpgradedConnections = 10_000;
    }

    // It would read a request back to whoever sent it, cookies that scripts may not see included.
    private static void UseNoTrace(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Method is not ("TRACE" or "TRACK"))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    });

    // In code and not in appsettings.json, where it would beat ASPNETCORE_URLS; first in the list, so that anything beats it.
    private static void DefaultTheUrl(ConfigurationManager configuration)
    {
        string[] others = ["urls", "http_ports", "https_ports"];
        if (others.Any(key => !string.IsNullOrEmpty(configuration[key])) || configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            return;
        }

        var source = new MemoryConfigurationSource { InitialData = [new("urls", DefaultUrl)] };
        configuration.Sources.Insert(0, source);
    }
}
