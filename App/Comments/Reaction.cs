namespace TaskHub.Comments;

/// <summary>What a person feels about a comment, in one sign.</summary>
public sealed class Reaction
{
    public long CommentId { get; init; }
    public long UserId { get; init; }
    public long OrganizationId { get; init; }
    public required string Sign { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The signs that there are, each with its name.</summary>
    public static readonly IReadOnlyList<(string Sign, string Name)> All =
    [
        ("👍", "Thumbs up"), ("👎", "Thumbs down"), ("🎉", "Hooray"), ("❤️", "Heart"), ("😄", "Laugh"), ("😕", "Confused"), ("🚀", "Rocket"), ("👀", "Eyes"),
    ];

    public static string NameOf(string sign) => All.FirstOrDefault(r => r.Sign == sign).Name ?? sign;
}

/// <summary>One sign below a comment: who gave it, by name.</summary>
public sealed record ReactionView(string Sign, IReadOnlyList<string> By, bool Mine);
