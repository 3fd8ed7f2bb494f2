namespace TaskHub.Tasks;

/// <summary>What the pages of tasks ask for.</summary>
internal static class TasksReads
{
    public static void AddTaskReads(this IServiceCollection services)
    {
        services.AddSingleton<BoardVerbs>();
        services.AddSingleton<TaskHandsVerbs>();
        services.AddSingleton<EditTaskField>();
        services.AddSingleton<FindAssignees>();
        services.AddSingleton<FindBoard>();
        services.AddSingleton<FindCalendar>();
        services.AddSingleton<FindOpenCounts>();
        services.AddSingleton<FindTask>();
        services.AddSingleton<FindTasks>();
        services.AddSingleton<FindTrash>();
        services.AddSingleton<ExportTasks>();
        services.AddSingleton<MyWork>();
        services.AddSingleton<FindViews>();
        services.AddSingleton<FindTemplates>();
        services.AddSingleton<FindLabels>();
        services.AddSingleton<FindLabelColors>();
        services.AddSingleton<CountLabels>();
        services.AddSingleton<LabelVerbs>();
    }
}
