namespace TaskHub.Projects;

public static class ProjectsRoom
{
    /// <summary>Projects, their task lists and guests.</summary>
    public static void AddProjects(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FindProject>();
        services.AddSingleton<FindProjects>();
        services.AddSingleton<ReadProjects>();
        services.AddSingleton<ReadTaskLists>();
        services.AddSingleton<CreateProject>();
        services.AddSingleton<EditProject>();
        services.AddSingleton<DeleteProject>();
        services.AddSingleton<CreateTaskList>();
        services.AddSingleton<EditTaskList>();
        services.AddSingleton<DeleteTaskList>();
        services.AddSingleton<InviteGuest>();
        services.AddSingleton<RemoveGuest>();
        services.AddSingleton<WatchProject>();
    }
}
