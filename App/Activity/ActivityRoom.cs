using TaskHub.Events;

namespace TaskHub.Activity;

public static class ActivityRoom
{
    /// <summary>What happened, for people, and what of it concerns whom.</summary>
    public static void AddActivity(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IEventFanOut, NotificationFanOut>();
        services.AddSingleton<FindEvent>();
        services.AddSingleton<FindInbox>();
        services.AddSingleton<FindActivity>();
        services.AddSingleton<MarkNotifications>();
        services.AddSingleton<ReadActivities>();
        services.AddSingleton<ReadNotifications>();
        services.AddSingleton<TaskHistory>();
        services.AddSingleton<TellOfDueTasks>();
    }
}
