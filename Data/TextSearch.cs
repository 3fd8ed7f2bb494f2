namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    /// <summary>The collation that orders names without regard to case.</summary>
    public const string AnyCase = "NOCASE";

    /// <summary>The character that makes the next one of a pattern stand for itself.</summary>
    public const string LikeEscape = "\\";

    /// <summary>The LIKE pattern of everything that holds <paramref name="text"/>, in any case.</summary>
    public static string Containing(string text)
    {
        var literal = text
            .Replace(LikeEscape, LikeEscape + LikeEscape, StringComparison.Ordinal)
            .Replace("%", LikeEscape + "%", StringComparison.Ordinal)
            .Replace("_", LikeEscape + "_", StringComparison.Ordinal);
        return $"%{literal}%";
    }
}
