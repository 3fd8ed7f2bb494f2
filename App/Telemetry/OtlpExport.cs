using System.Reflection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TaskHub.Telemetry;

/// <summary>
/// Sends traces and metrics to the operator's collector, when one is named; else nothing listens and nothing is made. What the library
/// sends goes by its own client to the one address that the operator set, and is no webhook: the guard has no part in it.
/// </summary>
internal sealed class OtlpExport(IOptions<TelemetryOptions> options, IConfiguration configuration) : IHostedService
{
    private const string Name = "TaskHub";
    private const int PatienceMs = 3000;

    /// <summary>Our own spans, those of requests, and those of what people do on a page.</summary>
    private static readonly string[] Sources = [Name, "Microsoft.AspNetCore", "Microsoft.AspNetCore.Components"];

    private TracerProvider? traces;
    private MeterProvider? metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Endpoint is not null)
        {
            traces = Sdk.CreateTracerProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe)
                .AddSource(Sources)
                .AddOtlpExporter(otlp => Address(otlp, "traces"))
                .Build();
            metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureServices(services => services.AddSingleton(configuration))
                .ConfigureResource(Describe)
                .AddMeter([.. MeterBook.Meters])
                .AddOtlpExporter(otlp => Address(otlp, "metrics"))
                .Build();
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what has gathered; a collector that does not answer delays the end of the hub by a few seconds at most.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            traces?.Shutdown(PatienceMs);
            metrics?.Shutdown(PatienceMs);
            traces?.Dispose();
            metrics?.Dispose();
        },
        CancellationToken.None);

    // What OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes last and wins.
    private static void Describe(ResourceBuilder resource) => resource
        .AddService(Name, serviceVersion: typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0])
        .AddEnvironmentVariableDetector();

    private void Address(OtlpExporterOptions otlp, string signal)
    {
        otlp.Protocol = options.Value.Protocol;
        otlp.Endpoint = options.Value.AddressOf(signal);
    }
}
