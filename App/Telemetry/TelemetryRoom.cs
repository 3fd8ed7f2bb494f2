namespace TaskHub.Telemetry;

/// <summary>
/// Collects what the other rooms measure. It knows none of them and they do not know it: a meter is called TaskHub wherever it stands, and
/// that is all they share.
/// </summary>
public static class TelemetryRoom
{
    public static void AddTelemetry(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<MeterBook>();
}
