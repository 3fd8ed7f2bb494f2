namespace TaskHub.Comments;

public static class CommentsRoom
{
    /// <summary>Comments on tasks.</summary>
    public static void AddComments(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<FindComments>();
        services.AddSingleton<ReadComments>();
        services.AddSingleton<CreateComment>();
        services.AddSingleton<EditComment>();
        services.AddSingleton<DeleteComment>();
        services.AddSingleton<ReactToComment>();
        services.AddSingleton<FindReactions>();
    }
}
