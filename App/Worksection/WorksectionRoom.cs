namespace TaskHub.Worksection;

public static class WorksectionRoom
{
    /// <summary>Worksection's admin API over the verbs of the other rooms.</summary>
    public static void AddWorksection(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<WorksectionOptions>().Configure<IConfiguration>((options, configuration) => options.Read(configuration)).ValidateOnStart();
        services.AddSingleton<CallLimit>();
        services.AddSingleton<People>();
        services.AddSingleton<TaskShapes>();
        services.AddSingleton<ProjectActions>();
        services.AddSingleton<TaskActions>();
        services.AddSingleton<SubtaskActions>();
        services.AddSingleton<TaskLists>();
        services.AddSingleton<CommentActions>();
        services.AddSingleton<WebhookActions>();
        services.AddSingleton<AccountActions>();
        services.AddSingleton<Actions>();
    }
}
