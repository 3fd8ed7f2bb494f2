using Microsoft.Extensions.DependencyInjection.Extensions;
using TaskHub.Jobs;

namespace TaskHub.Webhooks.Security;

/// <summary>What guards the way out.</summary>
internal static class SecurityRoom
{
    /// <summary>Registers the options of the webhooks, the guard on urls, the one client and the secrets.</summary>
    public static void AddWebhookSecurity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WebhookOptions>()
            .Configure<IConfiguration, IHostEnvironment>((options, configuration, environment) =>
                options.Read(configuration, environment.IsDevelopment()))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.AddSingleton<OwnHost>();
        services.AddSingleton<AddressPolicy>();
        services.AddSingleton<WebhookAddress>();
        services.AddSingleton<SeenCertificates>();
        services.AddSingleton<OutboundClient>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<LostKeys>();
        builder.AddRecurringJob<RenewSecretsJob>("webhooks.secrets", WebhooksText.RenewJob, TimeSpan.FromDays(1), TimeSpan.FromMinutes(10));
        builder.AddRecurringJob<KeepCertificatesJob>("webhooks.certificates", WebhooksText.CertificatesJob, TimeSpan.FromSeconds(30));
    }
}
