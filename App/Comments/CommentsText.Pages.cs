namespace TaskHub.Comments;

/// <content>What the thread says.</content>
internal static partial class CommentsText
{
    public const string Yours = "Write a comment";
    public const string Placeholder = "Write a comment…";
    public const string Send = "Comment";
    public const string Edit = "Edit";
    public const string Delete = "Delete";
    public const string Save = "Save";
    public const string Cancel = "Cancel";
    public const string Edited = "edited";
    public const string Editing = "Your comment";
    public const string Deed = "commented";
    public const string DeleteTitle = "Delete this comment?";
    public const string DeleteAction = "Delete comment";

    public static string MenuOf(string author) => $"Actions for the comment of {author}";

    public static string DeleteText(string beginning) => $"“{beginning}” goes for everyone.";
}
