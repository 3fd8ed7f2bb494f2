using System.Diagnostics.Metrics;

namespace TaskHub;

/// <summary>What went out in a few seconds.</summary>
public readonly record struct ThroughputStep(DateTimeOffset From, int Delivered, int Failed);

/// <summary>
/// How many attempts the hub makes just now: it hears the counter that every attempt is counted by, and remembers ten minutes, ten seconds at a
/// time. It is for looking at; what happened stands in the history.
/// </summary>
internal sealed class Throughput : IHostedService, IDisposable
{
    public const int Steps = 60;
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly MeterListener listener = new();
    private readonly TimeProvider time;
    private readonly (long Number, int Delivered, int Failed)[] ring = new (long, int, int)[Steps];
    private (int Delivered, int Failed) total;

    public Throughput(TimeProvider time)
    {
        this.time = time;
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument is { Meter.Name: "TaskHub", Name: "taskhub.attempts" })
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => Count((int)count, tags is [{ Value: "ok" }, ..]));
    }

    /// <summary>All that was counted since the start.</summary>
    public (int Delivered, int Failed) Total
    {
        get
        {
            lock (gate)
            {
                return total;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The last ten minutes, the oldest step first; the last is under way.</summary>
    public IReadOnlyList<ThroughputStep> Look()
    {
        var last = Now();
        lock (gate)
        {
            return
            [
                .. Enumerable.Range(0, Steps).Select(i =>
                {
                    var number = last - Steps + 1 + i;
                    var (held, delivered, failed) = ring[number % Steps];
                    var from = DateTimeOffset.FromUnixTimeSeconds(number * (long)Step.TotalSeconds);
                    return held == number ? new ThroughputStep(from, delivered, failed) : new ThroughputStep(from, 0, 0);
                }),
            ];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Count(int count, bool isOk)
    {
        var number = Now();
        lock (gate)
        {
            ref var step = ref ring[number % Steps];
            if (step.Number != number)
            {
                step = (number, 0, 0);
            }

            total = isOk ? (total.Delivered + count, total.Failed) : (total.Delivered, total.Failed + count);
            step = isOk ? (number, step.Delivered + count, step.Failed) : (number, step.Delivered, step.Failed + count);
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeSeconds() / (long)Step.TotalSeconds;
}
