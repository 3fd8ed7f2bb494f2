using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace TaskHub.Ui;

/// <summary>A plot over time with its legend, its scale and the table behind it.</summary>
public partial class Plot
{
    private const int Width = 960;
    private const int Height = 160;
    private const int MostMarks = 6;

    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    [Parameter, EditorRequired]
    public IReadOnlyList<PlotSeries> Series { get; set; } = [];

    [Parameter, EditorRequired]
    public IReadOnlyList<PlotStep> Steps { get; set; } = [];

    /// <summary>Bars on top of each other; else a line a series.</summary>
    [Parameter]
    public bool Stacked { get; set; }

    /// <summary>How a value reads.</summary>
    [Parameter]
    public Func<double, string> Format { get; set; } = value => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How the times below it read: one of <see cref="LocalTime"/>'s.</summary>
    [Parameter]
    public string TimeFormat { get; set; } = "minute";

    private double StepWidth => (double)Width / Math.Max(1, Steps.Count);

    /// <summary>A round number that nothing exceeds.</summary>
    private double Top
    {
        get
        {
            var most = Enumerable.Range(0, Steps.Count)
                .Select(at => Stacked ? Series.Sum(s => s.Values[at] ?? 0) : Series.Max(s => s.Values[at] ?? 0))
                .DefaultIfEmpty(0).Max();
            if (most <= 2)
            {
                return 2;
            }

            var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
            return new[] { 1, 2, 4, 5, 6, 8, 10 }.Select(m => m * power).First(round => round >= most);
        }
    }

    private IEnumerable<int> Marks
    {
        get
        {
            var every = Math.Max(1, (int)Math.Ceiling((double)Steps.Count / MostMarks));
            return Enumerable.Range(0, Steps.Count).Where(at => at % every == 0);
        }
    }

    // SVG speaks with a point, whatever the reader's language.
    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private IEnumerable<Bar> Bars()
    {
        var (top, gap) = (Top, StepWidth > 6 ? 2 : 0.5);
        for (var at = 0; at < Steps.Count; at++)
        {
            double under = Height;
            foreach (var series in Series.Where(s => s.Values[at] > 0))
            {
                // Whatever happened is seen, be it one among thousands.
                var height = Math.Max(2, Height * series.Values[at]!.Value / top);
                under -= height;
                yield return new(series.Look, at * StepWidth, Math.Max(0, under), StepWidth - gap, Math.Min(height, Height));
            }
        }
    }

    private IEnumerable<(string Look, string Path)> Lines()
    {
        var top = Top;
        foreach (var series in Series)
        {
            var path = new System.Text.StringBuilder();
            for (var at = 0; at < Steps.Count; at++)
            {
                if (series.Values[at] is { } value)
                {
                    // A step without attempts breaks the line; one that stands alone is a dash as wide as its step.
                    var y = N(Height - 1 - ((Height - 2) * value / top));
                    path.Append(at > 0 && series.Values[at - 1] is not null ? 'L' : 'M').Append(N(at * StepWidth)).Append(' ').Append(y);
                    path.Append('L').Append(N((at + 1) * StepWidth)).Append(' ').Append(y);
                }
            }

            yield return (series.Look, path.ToString());
        }
    }

    private readonly record struct Bar(string Look, double X, double Y, double Width, double Height);
}
