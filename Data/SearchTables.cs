using Microsoft.EntityFrameworkCore.Migrations;

namespace TaskHub.Data;

/// <summary>
/// The indexes of what people write, in SQLite's full text search: every three characters that follow each other, so that a part of a word is
/// found as well as its beginning, in any script. They hold no text, only where it stands, and triggers keep them: no verb can forget it.
/// </summary>
internal static class SearchTables
{
    private static readonly (string Table, string Index, string[] Columns, bool Trash)[] All =
    [
        ("Tasks", "TaskTexts", ["Name", "Description"], true),
        ("Comments", "CommentTexts", ["Body"], true),
        ("Projects", "ProjectTexts", ["Name", "Description"], true),
        ("Attachments", "FileTexts", ["Name"], true),
    ];

    /// <summary>
    /// Makes the indexes over what is there, and the triggers. A later migration that builds one of the tables anew must call
    /// <see cref="Guard"/> for it, because its triggers go with the old one.
    /// </summary>
    public static void Create(MigrationBuilder migration)
    {
        foreach (var (table, index, columns, trash) in All)
        {
            Create(migration, table, index, columns, trash);
        }
    }

    private static void Create(MigrationBuilder migration, string table, string index, string[] columns, bool trash)
    {
        var names = Names(columns, "");
        migration.Sql(
            $"""
            CREATE VIRTUAL TABLE "{index}" USING fts5({names}, content='', contentless_delete=1, tokenize="trigram remove_diacritics 1");
            """);
        migration.Sql($"""INSERT INTO "{index}" (rowid, {names}) SELECT "Id", {names} FROM "{table}"{(trash ? " WHERE \"DeletedAt\" IS NULL" : "")};""");
        Guard(migration, table, index, columns, trash);
    }

    /// <summary>The triggers of one table.</summary>
    public static void Guard(MigrationBuilder migration, string table, string index, string[] columns, bool trash)
    {
        var (names, values) = (Names(columns, ""), Names(columns, "NEW."));
        var (kept, watched) = trash ? ("WHERE NEW.\"DeletedAt\" IS NULL", $"{names}, \"DeletedAt\"") : ("", names);
        var insert = $"""INSERT INTO "{index}" (rowid, {names}) SELECT NEW."Id", {values} {kept};""";
        var delete = $"""DELETE FROM "{index}" WHERE rowid = OLD."Id";""";
        migration.Sql($"""CREATE TRIGGER "{index}_Insert" AFTER INSERT ON "{table}" BEGIN {insert} END;""");
        migration.Sql($"""CREATE TRIGGER "{index}_Update" AFTER UPDATE OF {watched} ON "{table}" BEGIN {delete} {insert} END;""");
        migration.Sql($"""CREATE TRIGGER "{index}_Delete" AFTER DELETE ON "{table}" BEGIN {delete} END;""");
    }

    public static void Drop(MigrationBuilder migration)
    {
        foreach (var (_, index, _, _) in All)
        {
            Drop(migration, index);
        }
    }

    private static void Drop(MigrationBuilder migration, string index)
    {
        foreach (var trigger in new[] { "Insert", "Update", "Delete" })
        {
            migration.Sql($"""DROP TRIGGER "{index}_{trigger}";""");
        }

        migration.Sql($"""DROP TABLE "{index}";""");
    }

    private static string Names(string[] columns, string before) => string.Join(", ", columns.Select(c => $"{before}\"{c}\""));
}
