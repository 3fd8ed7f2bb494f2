using TaskHub.Api;

namespace TaskHub.Comments;

/// <summary>What the description of the API says of reactions.</summary>
internal static class ReactionsDescription
{
    private static readonly ApiObject Reaction = new("Reaction", typeof(ReactionPayload), "A sign that somebody gave a comment.", """
        {"type":"Reaction","comment_id":7,"sign":"👍","user_id":1,"created_at":1415025412}
        """);

    public static readonly Operation List = new("list_reactions", ApiGroups.Comments, "List a comment's reactions")
    {
        Text = "All of them, the oldest first.",
        IsList = true,
        Answer = Reaction,
    };

    public static readonly Operation Give = new("give_reaction", ApiGroups.Comments, "React to a comment")
    {
        Text = "Given twice it is given once. Nothing of what was said changes, so there is no event.",
        Body = [Field.OneOf("sign", "Which.", Comments.Reaction.All.Select(r => r.Sign), "👍") with { IsNeeded = true }],
        Status = StatusCodes.Status201Created,
        Answer = Reaction,
    };

    public static readonly Operation TakeBack = new("take_reaction_back", ApiGroups.Comments, "Take a reaction back")
    {
        Text = "One's own, by its sign in the address. What was not given is taken back already.",
    };
}
