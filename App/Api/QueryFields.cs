using System.Globalization;

namespace TaskHub.Api;

/// <summary>The filters in the address of a request; an endpoint takes it as a parameter. What it cannot understand is a <see cref="BadField"/>.</summary>
public sealed class QueryFields
{
    private readonly IQueryCollection query;

    private QueryFields(IQueryCollection query) => this.query = query;

    public static ValueTask<QueryFields?> BindAsync(HttpContext context) => ValueTask.FromResult<QueryFields?>(new QueryFields(context.Request.Query));

    /// <summary>A text; null when it is missing or empty.</summary>
    public string? Text(string field) => query[field] is [.., { Length: > 0 } last] ? last : null;

    public long? Id(string field) => Text(field) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw new BadField(field, $"{field} must be a number");

    public bool? Flag(string field) => Text(field) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw new BadField(field, $"{field} must be true or false");

    /// <summary>A point in time in Unix seconds.</summary>
    public DateTimeOffset? Time(string field) => Text(field) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new BadField(field, $"{field} must be a time in Unix seconds");

    /// <summary>Names of an enumeration with commas between them; empty when the field is missing.</summary>
    public IReadOnlyList<T> AnyOf<T>(string field)
        where T : struct, Enum =>
        Text(field) is not { } text ? []
            : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => EnumNames.Parse<T>(field, name)).Distinct()];
}
