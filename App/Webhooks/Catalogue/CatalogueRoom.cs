namespace TaskHub.Webhooks.Catalogue;

/// <summary>What shows the events, and tries them.</summary>
internal static class CatalogueRoom
{
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<RehearseWebhook>();
        services.AddSingleton<FindExample>();
        services.AddSingleton<SendExample>();
    }
}
