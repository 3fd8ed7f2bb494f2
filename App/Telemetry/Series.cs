using System.Text;

namespace TaskHub.Telemetry;

/// <summary>One line of numbers: an instrument with one combination of tags. Safe to add to from everywhere at once.</summary>
internal sealed class Series(string labels, double[]? bounds)
{
    private readonly long[]? counts = bounds is null ? null : new long[bounds.Length + 1];
    private double total;

    /// <summary>As they are written, without braces; empty for none.</summary>
    public string Labels { get; } = labels;

    public void Set(double value) => Volatile.Write(ref total, value);

    public void Add(double value)
    {
        if (!double.IsFinite(value))
        {
            return;
        }

        if (counts is not null)
        {
            var bucket = 0;
            while (bucket < bounds!.Length && value > bounds[bucket])
            {
                bucket++;
            }

            Interlocked.Increment(ref counts[bucket]);
        }

        double seen;
        do
        {
            seen = Volatile.Read(ref total);
        }
        while (Interlocked.CompareExchange(ref total, seen + value, seen) != seen);
    }

    public void Write(StringBuilder text, string name)
    {
        if (counts is null)
        {
            PrometheusText.Line(text, name, Labels, Volatile.Read(ref total));
            return;
        }

        var before = Labels.Length == 0 ? "" : Labels + ",";
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
        {
            sum += Interlocked.Read(ref counts[i]);
            var bound = i < bounds!.Length ? PrometheusText.Number(bounds[i]) : "+Inf";
            PrometheusText.Line(text, name + "_bucket", $"{before}le=\"{bound}\"", sum);
        }

        PrometheusText.Line(text, name + "_sum", Labels, Volatile.Read(ref total));
        PrometheusText.Line(text, name + "_count", Labels, sum);
    }
}
