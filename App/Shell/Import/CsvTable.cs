using System.Text;
using CsvHelper;

namespace TaskHub;

/// <summary>A table with a head, of a file whose separator (comma, semicolon or tab) and encoding are found out.</summary>
public sealed record CsvTable(IReadOnlyList<string> Head, IReadOnlyList<CsvLine> Lines)
{
    public const int MostColumns = 200;
    private static readonly CsvReaderOptions Options = new() { MaxRecordSize = 2_000_000, MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true };
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Throws an <see cref="ImportException"/> that says what is wrong with the file.</summary>
    public static CsvTable Read(byte[] file)
    {
        try
        {
            using var csv = CsvReader.FromText(TextOf(file), Options);
            if (csv.Headers is not { Count: > 0 } head || head.All(string.IsNullOrWhiteSpace))
            {
                throw new ImportException(ImportText.NoHead);
            }

            if (head.Count > MostColumns)
            {
                throw new ImportException(ImportText.TooManyColumns(MostColumns));
            }

            var lines = new List<CsvLine>();
            while (csv.Read())
            {
                var cells = Enumerable.Range(0, head.Count).Select(i => i < csv.FieldCount ? Plain(csv.GetString(i)) : string.Empty).ToArray();
                var beyond = string.Join(", ", Enumerable.Range(0, csv.FieldCount).Skip(head.Count).Select(i => Plain(csv.GetString(i))).Where(c => c.Length > 0));
                if (cells.All(c => c.Length == 0) && beyond.Length == 0)
                {
                    continue;
                }

                if (lines.Count == ImportText.MostTasks)
                {
                    throw new ImportException(ImportText.TooMany);
                }

                lines.Add(new CsvLine((int)csv.RowNumber + 1, cells, beyond));
            }

            return new CsvTable([.. head.Select(h => h.Trim())], lines);
        }
        catch (CsvFormatException wrong)
        {
            throw new ImportException(ImportText.NotATable(wrong.LineNumber));
        }
    }

    /// <summary>What a file says, in UTF-8 or UTF-16 with its mark, else in UTF-8, else in Windows' Western letters.</summary>
    internal static string TextOf(byte[] file)
    {
        if (file is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new StreamReader(new MemoryStream(file), detectEncodingFromByteOrderMarks: true).ReadToEnd();
        }

        if (file.AsSpan().Contains((byte)0))
        {
            throw new ImportException(ImportText.NotText);
        }

        try
        {
            return Strict.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Western.GetString(file);
        }
    }

    // An apostrophe that a table writes before what looks like a formula is none of the text.
    private static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? cell[1..] : cell.Trim();
}

/// <summary>A line of a table; as many cells as the head has.</summary>
/// <param name="Number">Its row, as spreadsheets count: the head is 1.</param>
/// <param name="Cells">Its texts.</param>
/// <param name="Beyond">What stands behind the last column that has a heading.</param>
public sealed record CsvLine(int Number, string[] Cells, string Beyond = "");
