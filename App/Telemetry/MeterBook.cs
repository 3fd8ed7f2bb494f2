using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace TaskHub.Telemetry;

/// <summary>
/// Adds up what the meters of this process measure from the moment it is made, and writes it down when asked. A measurement is one look-up
/// and an addition without a lock; nothing is allocated for it.
/// </summary>
public sealed class MeterBook : IDisposable
{
    /// <summary>The meters it listens to: ours, the runtime's (memory, garbage, threads) and that of the open circuits.</summary>
    public static IReadOnlyList<string> Meters { get; } = ["TaskHub", "System.Runtime", "Microsoft.AspNetCore.Components.Server.Circuits"];

    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentBook> books = new();
    private readonly Lock writing = new();

    /// <param name="meters">The factory of this app: what another app in the same process measures through its own is not ours.</param>
    public MeterBook(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (Meters.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is null || instrument.Meter.Scope == meters))
            {
                listening.EnableMeasurementEvents(instrument, books.GetOrAdd(instrument, i => new InstrumentBook(i)));
            }
        };
        listener.MeasurementsCompleted = (instrument, book) => books.TryRemove(instrument, out _);
        listener.SetMeasurementEventCallback<int>((_, value, tags, book) => ((InstrumentBook)book!).Record(value, tags));
        listener.SetMeasurementEventCallback<long>((_, value, tags, book) => ((InstrumentBook)book!).Record(value, tags));
        listener.SetMeasurementEventCallback<double>((_, value, tags, book) => ((InstrumentBook)book!).Record(value, tags));
        listener.Start();
    }

    /// <summary>Everything as Prometheus reads it, text format 0.0.4.</summary>
    public string Write()
    {
        var text = new StringBuilder(16 * 1024);
        lock (writing)
        {
            foreach (var book in books.Values)
            {
                book.ForgetObserved();
            }

            listener.RecordObservableInstruments();
            foreach (var book in books.Values.OrderBy(b => b.Name, StringComparer.Ordinal))
            {
                book.Write(text);
            }
        }

        return text.ToString();
    }

    public void Dispose() => listener.Dispose();
}
