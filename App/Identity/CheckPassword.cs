using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>
/// Judges a try to sign in. The failures are counted inside the write gate after the slow hash, so that a thousand tries at once count as a
/// thousand, and a right one among them comes too late.
/// </summary>
public sealed class CheckPassword(WriteGate gate, IDbContextFactory<AppDbContext> contexts, Passwords passwords, TimeProvider time)
{
    public const int FailuresToLock = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(5);

    /// <summary>The id of the person whose password it is, else null: unknown, wrong, or locked, in about the same time.</summary>
    /// <param name="email">Who they say they are.</param>
    /// <param name="password">What they gave.</param>
    /// <param name="from">The address that asks, for the audit.</param>
    /// <param name="act">What the audit calls a wrong one.</param>
    /// <param name="cancel">Ends the check.</param>
    public async Task<long?> RunAsync(
        string? email, string? password, string? from = null, string act = Acts.SignInFailed, CancellationToken cancel = default)
    {
        var normalized = Emails.Normalize(email ?? string.Empty);
        var given = password is { Length: <= Passwords.Longest } ? password : string.Empty;
        var known = await FindAsync(normalized, cancel);
        var verdict = passwords.Verify(known?.PasswordHash, given);
        var fresh = verdict == PasswordVerificationResult.SuccessRehashNeeded ? passwords.Hash(given) : null;

        return await gate.RunAsync<long?>(async db =>
        {
            var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancel);
            var now = time.GetUtcNow();
            if (user is null || user.LockoutEnd > now)
            {
                return null;
            }

            // A password that was changed while this one was hashed is judged by the next try.
            var right = verdict != PasswordVerificationResult.Failed && user.PasswordHash == known?.PasswordHash;
            if (!right || !user.TwoFactorEnabled)
            {
                Count(db, user, right, now, from, act);
            }

            user.PasswordHash = right ? fresh ?? user.PasswordHash : user.PasswordHash;
            await db.SaveChangesAsync(cancel);
            return right ? user.Id : null;
        }, cancel);
    }

    /// <summary>
    /// Counts a try. Where a second factor is asked for, a right password alone forgets no failure, or whoever knows it could guess codes for ever.
    /// </summary>
    internal static void Count(AppDbContext db, User user, bool right, DateTimeOffset now, string? from, string act = Acts.SignInFailed)
    {
        user.AccessFailedCount = right ? 0 : user.AccessFailedCount + 1;
        if (right)
        {
            user.LockoutEnd = null;
            return;
        }

        db.Audit(user, from, act);
        if (user.AccessFailedCount >= FailuresToLock)
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = now + LockedFor;
            db.Audit(user, from, Acts.Locked);
        }
    }

    private async Task<User?> FindAsync(string normalizedEmail, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.NormalizedEmail == normalizedEmail, cancel);
    }
}
