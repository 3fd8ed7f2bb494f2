namespace TaskHub.Organizations;

/// <summary>Writes the one-time set-up link on the console, once the hub listens and its address is known.</summary>
internal sealed class FirstStartNotice(FirstStart first) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await first.WaitsAsync(cancellationToken))
        {
            Console.WriteLine($"Set this hub up in a browser: {first.Link}");
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
