namespace TaskHub.Ui;

/// <summary>What the pieces need from the host.</summary>
public static class UiRoom
{
    public static IHostApplicationBuilder AddUi(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<Toasts>();
        return builder;
    }
}
