namespace TaskHub.Identity;

/// <summary>Puts the counts of refusals that were left out of the audit into it: each minute, and when the hub stops.</summary>
internal sealed partial class CountRefusals(KeepAudit audit, TimeProvider time, ILogger<CountRefusals> log) : BackgroundService
{
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await NoteAsync(DateTimeOffset.MaxValue);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minutes = new PeriodicTimer(KeepAudit.Every, time);
        try
        {
            while (await minutes.WaitForNextTickAsync(stoppingToken))
            {
                await NoteAsync(time.GetUtcNow() - KeepAudit.Every);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task NoteAsync(DateTimeOffset begunBy)
    {
        try
        {
            await audit.NoteLeftOutAsync(begunBy);
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How many refusals were left out of the audit was not written down")]
    private partial void Failed(Exception exception);
}
