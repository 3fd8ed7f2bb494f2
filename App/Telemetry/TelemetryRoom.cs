namespace TaskHub.Telemetry;

/// <summary>
/// Collects what the other rooms measure and trace. It knows none of them and they do not know it: a meter, and a source of
/// activities, is called TaskHub wherever it stands, and that is all they share.
/// </summary>
public static class TelemetryRoom
{
    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MeterBook>();
        builder.Services.AddOptions<TelemetryOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration))
            .ValidateOnStart();
        builder.Services.AddHostedService<OtlpExport>();
    }
}
