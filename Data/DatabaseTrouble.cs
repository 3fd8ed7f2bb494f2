using Microsoft.Data.Sqlite;

namespace TaskHub.Data;

/// <summary>Tells trouble that passes from trouble that stays.</summary>
public static class DatabaseTrouble
{
    // SQLite's result codes: busy, locked, an input or output error, the disk is full.
    private const int Busy = 5;
    private const int Locked = 6;
    private const int InputOutput = 10;
    private const int Full = 13;

    /// <summary>Whether the same work may succeed later: the database is locked, or the disk is full.</summary>
    public static bool IsPassing(this Exception e) =>
        (e as SqliteException ?? e.InnerException as SqliteException)?.SqliteErrorCode is Busy or Locked or InputOutput or Full;
}
