using Quartz;

namespace TaskHub.Jobs;

/// <summary>
/// The only job Quartz ever sees: it finds the declared job by its key, runs it in a scope of its own, and notes how it
/// went. Quartz keeps two runs of one key apart, whether the schedule or a person asked for them.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class QuartzRun(RunBook book, IServiceScopeFactory scopes, ILogger<QuartzRun> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = book.Find(context.JobDetail.Key.Name)!;
        var run = book.Begin(job, manual: !context.Trigger.Key.Equals(job.TriggerKey));
        try
        {
            await using (var scope = scopes.CreateAsyncScope())
            {
                var work = (IRecurringJob)scope.ServiceProvider.GetRequiredService(job.Type);
                await work.RunAsync(run, cancellationToken);
            }

            book.End(run, JobOutcome.Succeeded);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            book.End(run, JobOutcome.Canceled);
        }
        catch (Exception error)
        {
            // Whatever a job throws ends here: the scheduler must outlive every mistake of every job.
            Failed(error, job.Key);
            book.End(run, JobOutcome.Failed, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Key} failed")]
    private partial void Failed(Exception error, string key);
}
