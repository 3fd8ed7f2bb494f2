using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>
/// Words that must all be there, in any order and any case, as parts of other words too. The index answers for those of three characters and
/// more; the shorter ones are looked for in what it finds, or in everything when there is nothing else. What stands in quotes is looked for as
/// it stands.
/// </summary>
public sealed partial class SearchWords
{
    /// <summary>More words than anyone looks for; the rest does not matter.</summary>
    private const int Most = 10;

    private const int Shortest = 3;

    public SearchWords(string text)
    {
        // The index ends what it is asked at a zero character, in the middle of a quotation.
        var plain = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        All = [.. Parts().Matches(plain).Select(part => part.Groups[1].Success ? part.Groups[1].Value.Trim() : part.Value).Where(word => word.Length > 0).Take(Most)];
        var (indexed, others) = (All.Where(IsLong).ToList(), All.Where(w => !IsLong(w)));
        Match = indexed.Count == 0 ? null : string.Join(' ', indexed.Select(w => $"\"{w.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        Patterns = [.. others.Select(AppDbContext.Containing)];
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>What to ask the index; null when every word is too short for it.</summary>
    public string? Match { get; }

    /// <summary>LIKE patterns of the words that the index does not know.</summary>
    public IReadOnlyList<string> Patterns { get; }

    [GeneratedRegex("""["“”]([^"“”]+)["“”]|\S+""", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();

    private static bool IsLong(string word) => new StringInfo(word).LengthInTextElements >= Shortest && word.EnumerateRunes().Count() >= Shortest;
}

public sealed partial class AppDbContext
{
    /// <summary>The collation that orders names without regard to case.</summary>
    public const string AnyCase = "NOCASE";

    /// <summary>The character that makes the next one of a pattern stand for itself.</summary>
    public const string LikeEscape = "\\";

    /// <summary>The ids of tasks that hold all words of <see cref="SearchWords.Match"/>, or have a file whose name does.</summary>
    public IQueryable<long> TaskTexts(string match) => Database.SqlQuery<long>(
        $"""
        SELECT rowid AS "Value" FROM "TaskTexts" WHERE "TaskTexts" MATCH {match}
        UNION ALL SELECT DISTINCT "TaskId" FROM "Attachments" WHERE "Id" IN (SELECT rowid FROM "FileTexts" WHERE "FileTexts" MATCH {match})
            AND NOT EXISTS (SELECT 1 FROM "TaskTexts" WHERE "TaskTexts" MATCH {match} AND rowid = "TaskId")
        """);

    /// <summary>The ids of comments that hold them.</summary>
    public IQueryable<long> CommentTexts(string match) =>
        Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "CommentTexts" WHERE "CommentTexts" MATCH {match}""");

    /// <summary>The ids of projects that hold them.</summary>
    public IQueryable<long> ProjectTexts(string match) =>
        Database.SqlQuery<long>($"""SELECT rowid AS "Value" FROM "ProjectTexts" WHERE "ProjectTexts" MATCH {match}""");

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
