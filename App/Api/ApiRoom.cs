using Microsoft.Extensions.Options;
using TaskHub.Api.Description;
using TaskHub.Identity;

namespace TaskHub.Api;

public static class ApiRoom
{
    /// <summary>Tokens, problems, paging and limits of the API.</summary>
    public static void AddApi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ApiOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateOnStart();
        builder.Services.AddSingleton(services => new RateLimit(
            services.GetRequiredService<IOptions<ApiOptions>>().Value.RequestsPerMinute, TimeSpan.FromMinutes(1), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<Idempotency>();
        builder.Services.AddSingleton<ReadBack>();
        builder.Services.AddSingleton<ApiDescription>();
        builder.Services.AddSingleton(provider => new ApiSchemas(provider.GetRequiredService<ApiDescription>()));
    }

    /// <summary>Lets every request below <c>/api</c> pass the gate of the API.</summary>
    public static void UseApi(this IApplicationBuilder app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/api", out var rest) && rest.HasValue && rest != "/",
        api => api.UseMiddleware<ApiGate>());

    /// <summary>The group of all endpoints that need an access token. Each room maps its own into it.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app) => app.MapGroup("/api/3").WithMetadata(new NeedsToken());

    /// <summary>The description of the API, for anyone.</summary>
    public static void MapDescription(this IEndpointRouteBuilder app) => app.MapGet(
        ApiDescription.Path, (ApiDescription description) => Results.Bytes(description.Bytes, "application/json; charset=utf-8"));

    /// <summary>Says in the description what an endpoint does.</summary>
    public static TBuilder Described<TBuilder>(this TBuilder endpoint, Operation operation)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(operation);

    /// <summary>Asks for another scope than read for GET and write for everything else.</summary>
    public static TBuilder NeedsScope<TBuilder>(this TBuilder endpoint, Scopes scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new NeedsScope(scope));

    /// <summary>PUT and PATCH alike: both change the fields given.</summary>
    public static RouteHandlerBuilder MapChange(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, [HttpMethods.Put, HttpMethods.Patch], handler);
}
