using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Identity;

public static class IdentityRoom
{
    /// <summary>Accounts, cookies, the key ring, and who acts.</summary>
    public static void AddIdentity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.AddIdentityCore<User>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password = new() { RequiredLength = Passwords.Shortest, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
                options.Lockout = new() { MaxFailedAccessAttempts = CheckPassword.FailuresToLock, DefaultLockoutTimeSpan = CheckPassword.LockedFor };
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<AppDbContext>()
            .AddSignInManager()
            .AddDefaultTokenProviders();

        Cookies.Configure(services);
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Passwords.Iterations);
        services.AddScoped<AuthenticationStateProvider, Revalidation>();

        services.AddDataProtection().SetApplicationName("TaskHub");
        services.AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataFolder, ILoggerFactory>((options, folder, log) =>
                options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(folder.MakeKeys(), log));

        services.AddSingleton<Passwords>();
        services.AddSingleton<CheckPassword>();
        services.AddSingleton<SignInLimit>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<TwoFactor>();
        services.AddSingleton<ShownCodes>();
        services.AddSingleton<LiftSecondFactor>();
        services.AddScoped<Passkeys>();
        services.AddScoped<Account.SignInDoor>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>, PasskeySettings>();
        services.AddSingleton<OpenSessions>();
        services.AddAuditClock();
        services.AddSingleton<FindAudit>();
        services.AddSingleton<KeepAudit>();
        services.AddHostedService<CountRefusals>();
        services.AddSingleton<ExportLimit>();
        services.AddSingleton<EditAccount>();
        services.AddSingleton<KeepZone>();
        services.AddSingleton<ResetLinks>();
        services.AddSingleton<ResetPassword>();
        services.AddScoped<Sessions>();
        services.AddSingleton<Actors>();
        services.AddSingleton<PublicUrl>();
        services.AddOptions<PublicUrlOptions>().Configure<IConfiguration>((options, configuration) => options.Url = PublicUrl.Configured(configuration)).ValidateOnStart();
        services.AddOptions<MailOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateOnStart();
        services.AddSingleton<MailServer>();
        services.AddSingleton<SendLetters>();
        services.AddSingleton<TokenUses>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenUses>());
        services.AddSingleton<TokenCallers>();
        services.AddSingleton<RememberedAnswers>();
        services.AddSingleton<CreateAccessToken>();
        services.AddSingleton<RevokeAccessToken>();
        services.AddSingleton<FindAccessTokens>();
        services.AddSingleton<ApiKeySecrets>();
        services.AddSingleton<MakeApiKey>();
        services.AddSingleton<RemoveApiKey>();
        services.AddSingleton<FindApiKey>();
        services.AddSingleton<ApiKeyCallers>();
        services.AddSingleton<RenewSeals>();
        services.AddScoped<CurrentActor>();
    }

    /// <summary>
    /// Believes a request to be https when it asks for the host of a public url that is: a proxy in front ended the encryption, and a redirect
    /// that said http would lead around it.
    /// </summary>
    public static void UsePublicScheme(this WebApplication app)
    {
        var url = app.Services.GetRequiredService<PublicUrl>();
        if (PublicUrl.IsHttps(app.Configuration))
        {
            app.Use((context, next) =>
            {
                if (string.Equals(context.Request.Host.Value, new Uri(url.Base).Authority, StringComparison.OrdinalIgnoreCase))
                {
                    context.Request.Scheme = Uri.UriSchemeHttps;
                }

                return next(context);
            });
        }
    }

    /// <summary>Whatever writes to the audit needs it, commands beside the hub too: an entry without its time would be forgotten at once.</summary>
    public static void AddAuditClock(this IServiceCollection services) => services.AddSingleton<IInterceptor, AuditClock>();
}
