namespace TaskHub.Webhooks.Dispatch;

/// <summary>How many attempts the whole hub has under way at once. Lanes that wait are served in turn.</summary>
internal sealed class SharedCap : IDisposable
{
    public const int Most = 256;

    private readonly SemaphoreSlim free = new(Most, Most);

    /// <summary>How many are under way.</summary>
    public int InFlight => Most - free.CurrentCount;

    /// <summary>Waits for a place; dispose it to give it back.</summary>
    public async ValueTask<Place> EnterAsync(CancellationToken cancel)
    {
        await free.WaitAsync(cancel);
        return new Place(free);
    }

    public void Dispose() => free.Dispose();

    internal readonly struct Place(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
