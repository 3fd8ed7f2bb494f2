using TaskHub.Identity;
using TaskHub.Jobs;
using TaskHub.Webhooks;

namespace TaskHub;

/// <summary>Sends the letters that are due; one that the mail server does not take is a failed run, and is tried again.</summary>
internal sealed class LettersJob(SendLetters letters, TellOfWebhooks tell) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        if (!letters.IsOpen)
        {
            run.Report(ShellText.NoMailServer);
            return;
        }

        // The newest word goes with what is due, or instead of it.
        await tell.RunAsync(cancellationToken);
        var sent = await letters.RunAsync(cancellationToken);
        var (people, next) = await letters.WaitingAsync(cancellationToken);
        run.Report(ShellText.LettersSent(sent, people, next));
    }
}
