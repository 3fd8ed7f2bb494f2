using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>A small plot in a row of a table: bars of good over bad, or one line.</summary>
public partial class Sparkline
{
    /// <summary>What the picture says, in words.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public IReadOnlyList<SparkBar> Bars { get; set; } = [];

    /// <summary>Instead of bars: one value a step.</summary>
    [Parameter]
    public IReadOnlyList<double>? Line { get; set; }

    [Parameter]
    public int Width { get; set; } = 120;

    [Parameter]
    public int Height { get; set; } = 24;

    private string Stroke
    {
        get
        {
            var top = Math.Max(Line!.Max(), double.Epsilon);
            var step = (double)Width / (Line!.Count - 1);
            return "M" + string.Join('L', Line.Select((value, at) => $"{N(at * step)} {N(1 + ((Height - 2) * (1 - (value / top))))}"));
        }
    }

    private string Area => $"{Stroke}L{Width} {Height}L0 {Height}Z";

    // SVG speaks with a point, whatever the reader's language.
    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private IEnumerable<Part> Parts()
    {
        if (Bars.Count == 0)
        {
            yield break;
        }

        var top = Math.Max(1, Bars.Max(bar => bar.Good + bar.Bad));
        var step = (double)Width / Bars.Count;
        var wide = Math.Max(1, step - (step > 4 ? 1.5 : 0.5));
        for (var at = 0; at < Bars.Count; at++)
        {
            var bar = Bars[at];
            // Whatever happened is seen, be it one among thousands.
            var bad = bar.Bad > 0 ? Math.Max(2, Height * bar.Bad / top) : 0;
            var good = bar.Good > 0 ? Math.Min(Math.Max(2, Height * bar.Good / top), Height - bad) : 0;
            if (good + bad == 0)
            {
                yield return new("none", at * step, Height - 1.5, wide, 1.5, bar.Hint);
            }

            if (good > 0)
            {
                yield return new("good", at * step, Height - good, wide, good, bar.Hint);
            }

            if (bad > 0)
            {
                yield return new("bad", at * step, Height - good - bad, wide, bad, bar.Hint);
            }
        }
    }

    private readonly record struct Part(string Class, double X, double Y, double Width, double Height, string? Hint);
}
