using Microsoft.Extensions.Configuration.Memory;

namespace TaskHub;

/// <summary>What the shell itself brings: the address, the static files and the page that hosts every other page.</summary>
public static class ShellRoom
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <summary>Registers Blazor and settles where the hub listens when nobody says otherwise.</summary>
    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        // A Production run straight from the build output would otherwise have neither script nor style.
        builder.WebHost.UseStaticWebAssets();
        DefaultTheUrl(builder.Configuration);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        return builder;
    }

    /// <summary>The order of the middleware every request passes.</summary>
    public static void UseShell(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/error", createScopeForErrors: true);
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseAntiforgery();
    }

    /// <summary>Maps the static files and the pages.</summary>
    public static void MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

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
