using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Of what waits to be told by mail, what is about one thing: how it stands now, and what came before.</summary>
internal sealed record Matter(Letter Now, IReadOnlyList<Letter> Before);

/// <summary>
/// Looks through what is about to go by mail: a letter may have waited while what it tells of went on. The room that writes letters knows what
/// is still so, and what is better said together.
/// </summary>
internal interface IReviseLetters
{
    /// <returns>What is to be said to one person now, and what is to wait on; whatever is in neither is never said.</returns>
    Task<(IReadOnlyList<Matter> Say, IReadOnlyList<Letter> Later)> ReviseAsync(AppDbContext db, IReadOnlyList<Matter> matters, CancellationToken cancel);
}

/// <summary>A mail server did not take a mail; the message tells the operator which server, what it said, and to whom the mail was to go.</summary>
internal sealed class MailNotTakenException(string message, Exception inner) : Exception(message, inner);
