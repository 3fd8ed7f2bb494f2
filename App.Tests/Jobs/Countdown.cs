namespace TaskHub.Tests.Jobs;

/// <summary>Counts what happens, and lets a test await that it happened often enough.</summary>
public sealed class Countdown(int enough)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<(int At, TaskCompletionSource Reached)> later = [];
    private int counted;

    public Task Reached => reached.Task.WaitAsync(JobsHost.Patience, TestContext.Current.CancellationToken);

    public ValueTask Count()
    {
        lock (gate)
        {
            counted++;
            if (counted == enough)
            {
                reached.SetResult();
            }

            later.FindAll(wish => wish.At == counted).ForEach(wish => wish.Reached.SetResult());
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until it has happened so many more times than up to now.</summary>
    public Task ReachedAfter(int more)
    {
        var wish = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            later.Add((counted + more, wish));
        }

        return wish.Task.WaitAsync(JobsHost.Patience, TestContext.Current.CancellationToken);
    }
}
