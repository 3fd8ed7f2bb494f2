namespace TaskHub.Comments;

/// <summary>What this room says to people.</summary>
internal static partial class CommentsText
{
    public const string Comment = "comment";
    public const string OtherProject = "The task is in another project.";
    public const string UnknownTask = "No task found with the given id";
    public static readonly string UnknownSign = $"sign must be one of {string.Join(' ', Reaction.All.Select(r => r.Sign))}";
    public const string BodyRequired = "A comment needs some text.";

    public static readonly string BodyTooLong = $"A comment has at most {Comments.Comment.BodyLength:N0} characters.";
}
