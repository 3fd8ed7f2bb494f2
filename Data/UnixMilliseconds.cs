using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TaskHub.Data;

/// <summary>Times are whole milliseconds since 1970 in UTC: every database sorts and compares them, and SQLite has no type of its own.</summary>
public sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
    time => time.ToUnixTimeMilliseconds(),
    stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
