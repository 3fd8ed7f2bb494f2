namespace TaskHub.Tests.Faults;

/// <summary>Over after so many ticks.</summary>
internal sealed class Countdown(int ticks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = ticks;

    /// <summary>Waits for the last of them; throws when it does not come.</summary>
    public Task Over => over.Task.WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);

    public void Tick()
    {
        if (Interlocked.Decrement(ref left) == 0)
        {
            over.TrySetResult();
        }
    }
}
