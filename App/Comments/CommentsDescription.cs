using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Comments;

/// <summary>What the description of the API says of comments.</summary>
internal static class CommentsDescription
{
    public static readonly ApiObject Comment = new("Comment", typeof(CommentPayload), "A comment on a task.", """
        {"type":"Comment","id":7,"target_type":"Task","target_id":51,"body":"Half of it is *done*.","body_html":"<p>Half of it is <em>done</em>.</p>",
        "user_id":1,"created_at":1415025412,"updated_at":1415025412}
        """);

    public static readonly Operation List = new("list_comments", ApiGroups.Comments, "List comments")
    {
        Query =
        [
            Field.Id("organization_id", "Only of this organization."), Field.Id("project_id", "Only of this project."),
            Field.Id("target_id", "Only on this task."), Field.Id("task_id", "The same."),
            Field.OneOf("target_type", "Comments stand on tasks.", ["Task"]), Field.Time("updated_since", "Changed at this time or later,"),
            Field.Words("q", "Only those that hold this."),
        ],
        Orders = ReadComments.Order.Names,
        IsList = true,
        Answer = Comment,
    };

    public static readonly Operation Get = new("get_comment", ApiGroups.Comments, "Read a comment") { Answer = Comment };

    public static readonly Operation Create = new("create_comment", ApiGroups.Comments, "Comment on a task")
    {
        Text = "The task's version stays. Whoever watches the task is told, and whoever is named: `@` and a name, or an email or its first part.",
        Body =
        [
            Field.OneOf("target_type", "Comments stand on tasks.", ["Task"], "Task"), Field.Id("target_id", "The task.", 51),
            Field.Id("task_id", "The same."), Field.Id("project_id", "Not needed; the task must be in it."), Body with { IsNeeded = true },
        ],
        Status = StatusCodes.Status201Created,
        Answer = Comment,
    };

    public static readonly Operation Edit = new("update_comment", ApiGroups.Comments, "Change a comment")
    {
        Text = "One's own only.",
        Body = [Body],
        Answer = Comment,
    };

    public static readonly Operation Delete = new("delete_comment", ApiGroups.Comments, "Delete a comment")
    {
        Text = "One's own; administrators delete any.",
    };

    private static Field Body => Field.Words("body", "What is said, in Markdown.", "Half of it is *done*.", Comments.Comment.BodyLength);
}
