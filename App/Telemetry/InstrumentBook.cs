using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace TaskHub.Telemetry;

/// <summary>What one instrument has measured, by its tags.</summary>
internal sealed class InstrumentBook
{
    /// <summary>An instrument whose tags run wild must not eat the memory; further combinations are not counted.</summary>
    private const int MostSeries = 1000;

    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(object? First, object? Second), Series> series = new();
    private readonly Instrument instrument;
    private readonly string kind;
    private readonly double[]? bounds;
    private readonly bool isSet;

    public InstrumentBook(Instrument instrument)
    {
        this.instrument = instrument;
        var type = instrument.GetType() is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : null;
        kind = type == typeof(Histogram<>) ? "histogram" : type == typeof(Counter<>) || type == typeof(ObservableCounter<>) ? "counter" : "gauge";
        bounds = kind == "histogram" ? BoundsOf(instrument) : null;

        // What is observed, or a gauge, tells its whole value each time; everything else tells what is to be added.
        isSet = instrument.IsObservable || type == typeof(Gauge<>);
        Name = PrometheusText.NameOf(instrument, isCounter: kind == "counter");
    }

    public string Name { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = tags.Length switch
        {
            0 => default,
            1 => (tags[0].Value, null),
            2 => (tags[0].Value, tags[1].Value),
            _ => ((object?)PrometheusText.LabelsOf(tags), (object?)null),
        };
        if (!series.TryGetValue(key, out var one))
        {
            if (series.Count >= MostSeries)
            {
                return;
            }

            one = series.GetOrAdd(key, new Series(PrometheusText.LabelsOf(tags), bounds));
        }

        if (isSet)
        {
            one.Set(value);
        }
        else
        {
            one.Add(value);
        }
    }

    /// <summary>Before it is observed anew: what is not told again, such as the queue of a webhook that is empty, is gone.</summary>
    public void ForgetObserved()
    {
        if (instrument.IsObservable)
        {
            series.Clear();
        }
    }

    public void Write(StringBuilder text)
    {
        if (series.IsEmpty)
        {
            return;
        }

        PrometheusText.Head(text, Name, kind, instrument.Description);
        foreach (var one in series.Values.OrderBy(s => s.Labels, StringComparer.Ordinal))
        {
            one.Write(text, Name);
        }
    }

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(b => (double)b)],
        _ => Seconds,
    };
}
