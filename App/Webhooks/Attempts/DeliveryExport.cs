using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using TaskHub.Identity;

namespace TaskHub.Webhooks.Attempts;

/// <summary>A file of deliveries that is being written: whoever began it watches how far it is, and may stop it.</summary>
public sealed class DeliveryExport : IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    /// <summary>What the address of the file carries, so that its progress is known to be this one's.</summary>
    public string Ticket { get; } = RandomNumberGenerator.GetHexString(24, lowercase: true);

    public int Written { get; private set; }

    public bool IsDone { get; private set; }

    public bool IsStopped => stopping.IsCancellationRequested;

    /// <summary>Raised when more is written, on whatever thread writes.</summary>
    public event Action? Moved;

    /// <summary>Ends the writing when it was stopped.</summary>
    internal void GoOn() => stopping.Token.ThrowIfCancellationRequested();

    public void Stop() => stopping.Cancel();

    public void Dispose() => stopping.Dispose();

    internal void Move(int written, bool done)
    {
        (Written, IsDone) = (written, done);
        Moved?.Invoke();
    }
}

/// <summary>Reads all deliveries that a filter finds, a stretch at a time and with their attempts, however many there are.</summary>
internal sealed class ExportDeliveries(FindDeliveries find)
{
    private const int Stretch = 200;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, DeliveryExport> watched = new();

    /// <summary>Whether the actor may, and the filter is one.</summary>
    public async Task<Failure?> JudgeAsync(Actor actor, long webhookId, DeliveryFilter filter, CancellationToken cancel) =>
        (await find.RunAsync(actor, webhookId, filter with { Q = null, Event = null }, 1, cancel: cancel)).Failure ?? filter.Check();

    /// <summary>Newest first. What the actor may read is judged anew for each stretch.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DeliveryView>> RunAsync(
        Actor actor, long webhookId, DeliveryFilter filter, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? cursor = null;
        do
        {
            var found = await find.RunAsync(actor, webhookId, filter, Stretch, cursor, withAttempts: true, cancel);
            if (!found.Ok)
            {
                throw new OperationCanceledException("The export is no longer allowed.");
            }

            yield return found.Value.Deliveries;
            cursor = found.Value.NextCursor;
        }
        while (cursor is not null);
    }

    /// <summary>Lets one be watched by its ticket until it is forgotten.</summary>
    public void Watch(DeliveryExport export) => watched[export.Ticket] = export;

    public void Forget(DeliveryExport export) => watched.TryRemove(export.Ticket, out _);

    public DeliveryExport? Watched(string? ticket) => ticket is null ? null : watched.GetValueOrDefault(ticket);
}
