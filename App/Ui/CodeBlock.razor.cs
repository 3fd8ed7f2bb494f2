using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>A body, a command, a signature: in a monospace, copied with one press; JSON formatted and colored, or raw.</summary>
public partial class CodeBlock
{
    /// <summary>More than this many chars is cut: a page is no place for a megabyte.</summary>
    public const int MostShown = 32_768;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string id = ElementId.New("c");
    private string? formatted;
    private string? seen;
    private bool raw;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter, EditorRequired]
    public string? Text { get; set; }

    /// <summary>What to say when there is nothing.</summary>
    [Parameter]
    public string? Empty { get; set; }

    /// <summary>A word under it, such as that only a part was kept.</summary>
    [Parameter]
    public string? Note { get; set; }

    protected override void OnParametersSet()
    {
        if (string.Equals(seen, Text, StringComparison.Ordinal))
        {
            return;
        }

        seen = Text;
        formatted = Format(Text);
    }

    private static string Shown(string text) => text.Length > MostShown ? text[..MostShown] : text;

    // Only an object or a list is worth it; whatever does not parse is shown as it came.
    private static string? Format(string? text)
    {
        if (text is null || text.Length > MostShown || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonSerializer.Serialize(document.RootElement, Indented);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
