namespace TaskHub.Tasks;

/// <summary>The reading verbs of tasks.</summary>
internal static class TasksReads
{
    public static void AddTaskReads(this IServiceCollection services)
    {
        services.AddSingleton<FindAssignees>();
        services.AddSingleton<FindBoard>();
        services.AddSingleton<FindOpenCounts>();
        services.AddSingleton<FindTask>();
        services.AddSingleton<FindTasks>();
        services.AddSingleton<MyWork>();
    }
}
