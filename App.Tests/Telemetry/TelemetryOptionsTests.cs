using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4318")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "carrier pigeon")]
    public async Task A_value_that_cannot_be_used_stops_the_start_and_names_its_key(string key, string value)
    {
        var (code, _, errors) = await HubCommand.RunAsync(["--TaskHub:DataPath", Path.Combine(Path.GetTempPath(), "taskhub-test-never"), "--urls", "http://127.0.0.1:0", $"--{key}", value]);
        Assert.Equal(1, code);
        Assert.StartsWith(key + ": ", errors, StringComparison.Ordinal);
        Assert.Contains(value, errors, StringComparison.Ordinal);
    }
}
