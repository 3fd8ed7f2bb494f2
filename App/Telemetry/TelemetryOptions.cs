using OpenTelemetry.Exporter;
using TaskHub.Configuration;

namespace TaskHub.Telemetry;

/// <summary>
/// Where traces and metrics are sent, by the names that every OpenTelemetry program knows. The further ones, such as
/// <c>OTEL_EXPORTER_OTLP_HEADERS</c> and <c>OTEL_TRACES_SAMPLER</c>, the library reads itself.
/// </summary>
public sealed class TelemetryOptions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";

    /// <summary>The base address of the collector; null sends nothing.</summary>
    public Uri? Endpoint { get; private set; }

    public OtlpExportProtocol Protocol { get; private set; } = OtlpExportProtocol.HttpProtobuf;

    /// <summary>Fills the options from the configuration.</summary>
    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Read(IConfiguration configuration)
    {
        var address = configuration[EndpointKey]?.Trim();
        Endpoint = string.IsNullOrEmpty(address) ? null
            : Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
                ? uri
                : throw new ConfigurationException(EndpointKey, "must be an address such as http://localhost:4318", address);
        Protocol = configuration[ProtocolKey]?.Trim() switch
        {
            null or "" or "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            "grpc" => OtlpExportProtocol.Grpc,
            var other => throw new ConfigurationException(ProtocolKey, "must be http/protobuf or grpc", other),
        };
    }

    /// <summary>The address for one kind of signal; gRPC has one address for all.</summary>
    internal Uri AddressOf(string signal) =>
        Protocol == OtlpExportProtocol.Grpc ? Endpoint! : new Uri($"{Endpoint!.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/{signal}{Endpoint.Query}");
}
