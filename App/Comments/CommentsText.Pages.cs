namespace TaskHub.Comments;

/// <content>What the thread says.</content>
internal static partial class CommentsText
{
    public const string Yours = "Write a comment";
    public const string Placeholder = "Write a comment…";
    public const string Send = "Comment";
    public const string NotSent = "Your comment was not sent: it stands in its box.";
    public const string Edit = "Edit";
    public const string Delete = "Delete";
    public const string Save = "Save";
    public const string Cancel = "Cancel";
    public const string Edited = "edited";
    public const string Editing = "Your comment";
    public const string Deed = "commented";
    public const string DeleteTitle = "Delete this comment?";
    public const string DeleteAction = "Delete comment";

    public const string React = "React";
    public const string CopyLink = "Copy the link";
    public const string Quote = "Quote in a reply";

    public static string Reacted(ReactionView reaction) => $"{Reaction.NameOf(reaction.Sign)} {reaction.By.Count}: {string.Join(", ", reaction.By)}";

    public static string MenuOf(string author) => $"Actions for the comment of {author}";

    public static string DeleteText(string beginning) => $"“{beginning}” goes for everyone.";
}
