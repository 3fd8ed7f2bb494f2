using System.Globalization;

namespace TaskHub.Worksection;

/// <summary>What a request says, wherever it says it: in the query, in a form or in JSON. Everything is text, as Worksection reads it.</summary>
internal sealed class Parameters(ILookup<string, string> values)
{
    /// <summary>The value; of several the last, as PHP reads them. Null when it is missing.</summary>
    public string? Text(string name) => values[name].LastOrDefault();

    public bool Has(string name) => !string.IsNullOrWhiteSpace(Text(name));

    /// <summary>The value, or the refusal that names the field.</summary>
    public string Required(string name) => Has(name) ? Text(name)! : throw Refusal.Required(name);

    /// <summary>The id, or 0 when it is no number: nothing has that id.</summary>
    public long RequiredId(string name) => ToId(Required(name));

    /// <summary>The id; null when it is missing.</summary>
    public long? Id(string name) => Has(name) ? ToId(Text(name)!) : null;

    /// <summary>The values of a list, however it is written: with commas between them, as <c>name[]</c>, or as a JSON array.</summary>
    public IReadOnlyList<string> List(string name) =>
        [.. values[name].SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The values of a list whose items may hold commas.</summary>
    public IReadOnlyList<string> Items(string name) => [.. values[name].Where(v => !string.IsNullOrWhiteSpace(v))];

    /// <summary>Whether <c>extra</c> asks for that part.</summary>
    public bool Wants(string extra) => List("extra").Contains(extra, StringComparer.Ordinal);

    /// <summary>Whether <c>filter=active</c> asks for what is not done; the other filters are for projects.</summary>
    public bool OnlyActive => Text("filter") is null or "" ? false : Text("filter") == "active" ? true : throw Refusal.Invalid("filter");

    /// <summary>
    /// A date such as 31.12.2026, or 2026-12-31 as the examples of Worksection's own clients write it; null when the value is empty.
    /// </summary>
    public DateOnly? Date(string name)
    {
        var text = Text(name)?.Trim() ?? "";
        return text.Length == 0 ? null
            : TryDate(text, out var date) ? date
            : throw Refusal.Invalid(name);
    }

    public static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, ["dd.MM.yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    private static long ToId(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
