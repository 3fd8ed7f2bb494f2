using TaskHub.Projects;

namespace TaskHub.Tasks;

public static class TasksRoom
{
    /// <summary>Tasks: every verb that changes them.</summary>
    public static void AddTasks(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddTaskReads();
        services.AddSingleton<IProjectContents, TasksOfProject>();
        services.AddSingleton<ReadTasks>();
        services.AddSingleton<CreateTask>();
        services.AddSingleton<EditTask>();
        services.AddSingleton<MoveTask>();
        services.AddSingleton<CompleteTask>();
        services.AddSingleton<ReopenTask>();
        services.AddSingleton<DeleteTask>();
        services.AddSingleton<RestoreTask>();
        services.AddSingleton<EditTasks>();
        services.AddSingleton<DeleteTasks>();
        services.AddSingleton<RestoreTasks>();
        services.AddSingleton<EmptyTrash>();
        services.AddSingleton<ReadSubtasks>();
        services.AddSingleton<CreateSubtask>();
        services.AddSingleton<EditSubtask>();
        services.AddSingleton<DeleteSubtask>();
    }
}
