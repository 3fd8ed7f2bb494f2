using System.Globalization;
using System.Text.Json;

namespace TaskHub;

/// <summary>
/// A board that Trello exported as JSON: its cards in their order, with lists, labels, members, checklists and dates; comments become the end of
/// the description. Cards that are archived, or stand in an archived list, are left out, and counted.
/// </summary>
public static class TrelloFile
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public static bool Is(byte[] file) => file.SkipWhile(b => b is 0xEF or 0xBB or 0xBF or (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t').FirstOrDefault() is (byte)'{';

    /// <summary>Throws an <see cref="ImportException"/> that says what is wrong with the file.</summary>
    public static (IReadOnlyList<ImportRow> Rows, int Archived) Read(byte[] file)
    {
        try
        {
            using var json = JsonDocument.Parse(WholeLetters(CsvTable.TextOf(file)), Options);
            return json.RootElement is { ValueKind: JsonValueKind.Object } board && board.TryGetProperty("cards", out var cards) && cards.ValueKind == JsonValueKind.Array
                ? Cards(board, cards)
                : throw new ImportException(ImportText.NoBoard);
        }
        catch (JsonException)
        {
            throw new ImportException(ImportText.NoBoard);
        }
    }

    private static (IReadOnlyList<ImportRow> Rows, int Archived) Cards(JsonElement board, JsonElement cards)
    {
        var lists = Named(board, "lists", "name");
        var closed = Each(board, "lists").Where(l => Flag(l, "closed")).Select(l => Text(l, "id")).ToHashSet(StringComparer.Ordinal);
        var members = Named(board, "members", "fullName");
        var checklists = Each(board, "checklists").ToLookup(c => Text(c, "idCard"), StringComparer.Ordinal);
        var comments = Each(board, "actions").Where(a => Text(a, "type") == "commentCard" && a.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object)
            .ToLookup(a => a.GetProperty("data").TryGetProperty("card", out var card) ? Text(card, "id") : string.Empty, StringComparer.Ordinal);
        var order = Each(board, "lists").OrderBy(l => Number(l, "pos")).Select((l, i) => (Id: Text(l, "id"), i)).DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.i, StringComparer.Ordinal);
        var all = cards.EnumerateArray().Where(c => c.ValueKind == JsonValueKind.Object).ToList();
        var open = all.Where(c => !Flag(c, "closed") && !closed.Contains(Text(c, "idList")))
            .OrderBy(c => order.GetValueOrDefault(Text(c, "idList"), int.MaxValue)).ThenBy(c => Number(c, "pos")).ToList();
        if (open.Count > ImportText.MostTasks)
        {
            throw new ImportException(ImportText.TooMany);
        }

        var rows = open.Select((card, i) =>
        {
            var id = Text(card, "id");
            var description = comments[id].OrderBy(a => Text(a, "date"), StringComparer.Ordinal).Aggregate(Text(card, "desc"), (text, action) => ImportText.WithNote(
                text, Text(action.GetProperty("data"), "text"), action.TryGetProperty("memberCreator", out var by) ? Text(by, "fullName") : string.Empty, Text(action, "date")));
            return new ImportRow(i + 1, id.Length > 0 ? $"trello:{id}" : string.Empty)
            {
                Title = Text(card, "name"),
                Description = description,
                List = lists.GetValueOrDefault(Text(card, "idList"), string.Empty),
                Labels = [.. Each(card, "labels").Select(l => Text(l, "name") is { Length: > 0 } name ? name : Text(l, "color")).Where(l => l.Length > 0)],
                Person = string.Join("; ", Strings(card, "idMembers").Select(m => members.GetValueOrDefault(m, string.Empty)).Where(m => m.Length > 0)),
                Due = Text(card, "due"),
                Start = Text(card, "start"),
                Status = Flag(card, "dueComplete") ? "done" : string.Empty,
                Steps = [.. checklists[id].OrderBy(c => Number(c, "pos")).SelectMany(c => Each(c, "checkItems").OrderBy(s => Number(s, "pos")))
                    .Select(s => new ImportStep(Text(s, "name"), Text(s, "state") == "complete"))],
            };
        }).ToList();
        return (rows, all.Count - rows.Count);
    }

    /// <summary>The same text with the sign of an unreadable letter where an app has cut one of two halves through: nothing reads half of one.</summary>
    private static ReadOnlyMemory<char> WholeLetters(string json)
    {
        var text = json.ToCharArray();
        for (var i = 0; i < json.Length;)
        {
            var half = Escaped(json, i);
            if (!char.IsSurrogate(half))
            {
                i += json[i] == '\\' ? 2 : 1;
            }
            else if (char.IsSurrogatePair(half, Escaped(json, i + 6)))
            {
                i += 12;
            }
            else
            {
                @"\uFFFD".CopyTo(text.AsSpan(i));
                i += 6;
            }
        }

        return text;
    }

    private static char Escaped(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit : '\0';

    private static Dictionary<string, string> Named(JsonElement board, string what, string name) =>
        Each(board, what).DistinctBy(e => Text(e, "id")).ToDictionary(e => Text(e, "id"), e => Text(e, name), StringComparer.Ordinal);

    private static IEnumerable<JsonElement> Each(JsonElement of, string what) =>
        of.TryGetProperty(what, out var array) && array.ValueKind == JsonValueKind.Array ? array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object) : [];

    private static IEnumerable<string> Strings(JsonElement of, string what) =>
        of.TryGetProperty(what, out var array) && array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!) : [];

    private static string Text(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : string.Empty;

    private static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static double Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) ? value : 0;
}
