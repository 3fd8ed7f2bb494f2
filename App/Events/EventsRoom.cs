using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskHub.Events;

public static class EventsRoom
{
    /// <summary>The event log: every save carries its events.</summary>
    public static void AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<EventMetrics>();
        builder.Services.AddSingleton<IInterceptor, EventInterceptor>();
    }
}
