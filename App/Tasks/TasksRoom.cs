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
        services.AddSingleton<ImportTasks>();
        services.AddSingleton<EditTask>();
        services.AddSingleton<MoveTask>();
        services.AddSingleton<CompleteTask>();
        services.AddSingleton<ReopenTask>();
        services.AddSingleton<DeleteTask>();
        services.AddSingleton<RestoreTask>();
        services.AddSingleton<EditTasks>();
        services.AddScoped<OfferUndo>();
        services.AddSingleton<DeleteTasks>();
        services.AddSingleton<RestoreTasks>();
        services.AddSingleton<EmptyTrash>();
        services.AddSingleton<WatchTask>();
        services.AddSingleton<SaveTemplate>();
        services.AddSingleton<DeleteTemplate>();
        services.AddSingleton<FileStore>();
        services.AddSingleton<AttachFile>();
        services.AddSingleton<DeleteAttachment>();
        services.AddSingleton<FindAttachment>();
        services.AddOptions<FilesOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateOnStart();
        services.AddSingleton<ColorLabel>();
        services.AddSingleton<RenameLabel>();
        services.AddSingleton<RemoveLabel>();
        services.AddSingleton<TakeLabelBack>();
        services.AddSingleton<SaveView>();
        services.AddSingleton<DeleteView>();
        services.AddSingleton<ReadSubtasks>();
        services.AddSingleton<CreateSubtask>();
        services.AddSingleton<EditSubtask>();
        services.AddSingleton<DeleteSubtask>();
    }
}
