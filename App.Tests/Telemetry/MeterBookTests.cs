using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Telemetry;

namespace TaskHub.Tests.Telemetry;

public sealed class MeterBookTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Meter meter;
    private readonly MeterBook book;

    public MeterBookTests()
    {
        var meters = services.GetRequiredService<IMeterFactory>();
        book = new MeterBook(meters);
        meter = meters.Create("TaskHub");
    }

    public void Dispose()
    {
        book.Dispose();
        services.Dispose();
    }

    [Fact]
    public void A_counter_adds_up_by_its_tags_whoever_counts_at_once()
    {
        var counter = meter.CreateCounter<long>("sample.visits", "{visit}", "Visits,\nby \"door\"");

        Parallel.For(0, 1000, i => counter.Add(1, new KeyValuePair<string, object?>("door", i % 4 == 0 ? "back\"\\\n" : "front")));

        Assert.Equal(
            """
            # HELP sample_visits_total Visits,\nby "door"
            # TYPE sample_visits_total counter
            sample_visits_total{door="back\"\\\n"} 250
            sample_visits_total{door="front"} 750
            """,
            Family("sample_visits_total"));
    }

    [Fact]
    public void A_histogram_has_cumulative_buckets_with_the_bounds_that_it_asks_for()
    {
        var histogram = meter.CreateHistogram(
            "sample.wait", "s", null, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 1] });

        foreach (var wait in new[] { 0.25, 0.5, 0.75, 8 })
        {
            histogram.Record(wait);
        }

        Assert.Equal(
            """
            # TYPE sample_wait_seconds histogram
            sample_wait_seconds_bucket{le="0.5"} 2
            sample_wait_seconds_bucket{le="1"} 3
            sample_wait_seconds_bucket{le="+Inf"} 4
            sample_wait_seconds_sum 9.5
            sample_wait_seconds_count 4
            """,
            Family("sample_wait_seconds"));
    }

    [Fact]
    public void What_is_observed_is_told_anew_and_what_is_no_longer_told_is_gone()
    {
        var queues = new Dictionary<long, long> { [7] = 12, [8] = 3 };
        meter.CreateObservableGauge("sample.queue", () => queues.Select(q => new Measurement<long>(q.Value, new KeyValuePair<string, object?>("id", q.Key))));
        Assert.Contains("sample_queue{id=\"8\"} 3", Family("sample_queue"), StringComparison.Ordinal);

        queues[7] = 1;
        queues.Remove(8);

        Assert.Equal("# TYPE sample_queue gauge\nsample_queue{id=\"7\"} 1", Family("sample_queue"));
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var open = meter.CreateUpDownCounter<int>("sample.open");
        open.Add(3);
        open.Add(-1);

        Assert.Equal("# TYPE sample_open gauge\nsample_open 2", Family("sample_open"));
    }

    [Fact]
    public void Tags_that_run_wild_are_bounded()
    {
        var counter = meter.CreateCounter<long>("sample.wild");
        for (var i = 0; i < 5000; i++)
        {
            counter.Add(1, new KeyValuePair<string, object?>("who", i));
        }

        Assert.Equal(1001, Family("sample_wild_total").Split('\n').Length);
    }

    [Fact]
    public void Another_app_of_this_process_and_meters_of_other_names_are_left_out()
    {
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        others.GetRequiredService<IMeterFactory>().Create("TaskHub").CreateCounter<long>("sample.stranger").Add(1);
        using var named = new Meter("Somebody else");
        named.CreateCounter<long>("sample.named").Add(1);
        using var shared = new Meter("TaskHub");
        shared.CreateCounter<long>("sample.shared").Add(1);

        Assert.Empty(Family("sample_stranger_total"));
        Assert.Empty(Family("sample_named_total"));
        Assert.NotEmpty(Family("sample_shared_total"));
    }

    [Fact]
    public void Memory_and_garbage_of_the_process_are_told()
    {
        var text = book.Write();

        Assert.Contains("\ndotnet_process_memory_working_set_bytes ", text, StringComparison.Ordinal);
        Assert.Contains("\ndotnet_gc_collections_total{gc_heap_generation=\"gen0\"} ", text, StringComparison.Ordinal);
    }

    // The lines of one family; other tests of this process measure too.
    private string Family(string name) =>
        string.Join('\n', book.Write().Split('\n').Where(line => line.TrimStart('#', ' ').Replace("HELP ", "", StringComparison.Ordinal)
            .Replace("TYPE ", "", StringComparison.Ordinal).StartsWith(name, StringComparison.Ordinal)));
}
