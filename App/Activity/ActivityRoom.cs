namespace TaskHub.Activity;

public static class ActivityRoom
{
    /// <summary>What happened, for people.</summary>
    public static void AddActivity(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FindEvent>();
        builder.Services.AddSingleton<TaskHistory>();
    }
}
