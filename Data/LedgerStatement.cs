using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TaskHub.Data;

/// <summary>
/// One prepared statement; its parameters are <c>$0</c>, <c>$1</c> and so on. It speaks to SQLite itself: a command object, its parameters
/// and its reader take longer than the statement does.
/// </summary>
internal sealed class LedgerStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private readonly int[] places;

    public LedgerStatement(sqlite3 database, string sql)
    {
        this.database = database;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
        places = [.. Enumerable.Range(0, raw.sqlite3_bind_parameter_count(statement)).Select(i => raw.sqlite3_bind_parameter_index(statement, $"${i}"))];
    }

    /// <summary>Returns how many rows it changed.</summary>
    public int Run(params ReadOnlySpan<LedgerValue> values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public List<T> All<T>(Func<LedgerReader, T> read, params ReadOnlySpan<LedgerValue> values)
    {
        try
        {
            Bind(values);
            var rows = new List<T>();
            while (Step())
            {
                rows.Add(read(new LedgerReader(statement)));
            }

            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public T? First<T>(Func<LedgerReader, T> read, params ReadOnlySpan<LedgerValue> values)
    {
        try
        {
            Bind(values);
            return Step() ? read(new LedgerReader(statement)) : default;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => statement.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        return code == raw.SQLITE_ROW;
    }

    private void Bind(ReadOnlySpan<LedgerValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var code = values[i] switch
            {
                { Text: { } text } => raw.sqlite3_bind_text(statement, places[i], text),
                { Number: { } number } => raw.sqlite3_bind_int64(statement, places[i], number),
                _ => raw.sqlite3_bind_null(statement, places[i]),
            };
            SqliteException.ThrowExceptionForRC(code, database);
        }
    }
}

/// <summary>A value for a statement, in the two kinds that the ledger's tables know, or null.</summary>
internal readonly record struct LedgerValue(long? Number, string? Text)
{
    public static implicit operator LedgerValue(long? number) => new(number, null);

    public static implicit operator LedgerValue(int? number) => new(number, null);

    public static implicit operator LedgerValue(bool flag) => new(flag ? 1 : 0, null);

    public static implicit operator LedgerValue(string? text) => new(null, text);
}

/// <summary>The row that a statement stands at.</summary>
internal readonly struct LedgerReader(sqlite3_stmt statement)
{
    public bool IsDBNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(statement, column);

    public bool GetBoolean(int column) => GetInt32(column) != 0;

    public string GetString(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();
}
