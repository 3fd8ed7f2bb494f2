using TaskHub.Identity;
using TaskHub.Jobs;

namespace TaskHub;

/// <summary>Sends the letters that are due; one that the mail server does not take is a failed run, and is tried again.</summary>
internal sealed class LettersJob(SendLetters letters) : IRecurringJob
{
    public async ValueTask RunAsync(JobRun run, CancellationToken cancellationToken)
    {
        var sent = await letters.RunAsync(cancellationToken);
        run.Report(letters.IsOpen ? ShellText.LettersSent(sent) : ShellText.NoMailServer);
    }
}
