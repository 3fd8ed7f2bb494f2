using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Chooses a new password by a link. Every session and every other link of the person ends with it, and so does a lock.</summary>
public sealed class ResetPassword(WriteGate gate, IDbContextFactory<AppDbContext> contexts, Passwords passwords, ResetLinks links, OpenSessions sessions)
{
    /// <summary>Whose link it is, or null when it does not work any more.</summary>
    public async Task<Person?> LookAsync(long userId, string? code, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancel);
        return user is not null && await MakerAsync(db, user, code, cancel) is not null ? new(user.Id, user.Name, user.Email ?? string.Empty) : null;
    }

    public async Task<Result<Done>> RunAsync(long userId, string? code, string? password, string? from = null, CancellationToken cancel = default)
    {
        var person = await LookAsync(userId, code, cancel);
        if (person is null)
        {
            return Failure.Conflict(IdentityText.ResetDead);
        }

        if (Passwords.Problem(password, person.Email, person.Name) is { } problem)
        {
            return Failure.Invalid("password", problem);
        }

        var hash = passwords.Hash(password!);
        return await gate.RunAsync<Result<Done>>(async db =>
        {
            var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancel);
            if (user is null || await MakerAsync(db, user, code, cancel) is not { } maker)
            {
                return Failure.Conflict(IdentityText.ResetDead);
            }

            user.PasswordHash = hash;
            user.SecurityStamp = NewUser.NewStamp();
            (user.AccessFailedCount, user.LockoutEnd) = (0, null);
            db.Audit(user, from, Acts.PasswordReset, IdentityText.LinkOf(maker));
            await sessions.EndAllAsync(db, userId, but: null, cancel);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
    }

    /// <summary>
    /// The name of whoever made the link, if it works and they may answer for the account as it is now: the operator for any, an administrator
    /// for one that is in no organization but those that they administer. Whoever lost that right has taken it from their links.
    /// </summary>
    private async Task<string?> MakerAsync(AppDbContext db, User user, string? code, CancellationToken cancel) =>
        links.MakerOf(user, code) is not { } maker
            ? null
            : await db.Users
                .Where(u => u.Id == maker && (u.IsOperator || (db.Memberships.Any(m => m.UserId == user.Id) && db.Memberships.Where(m => m.UserId == user.Id)
                    .All(m => db.Memberships.Any(a => a.UserId == maker && a.OrganizationId == m.OrganizationId && a.Role == Role.Administrator)))))
                .Select(u => u.Name)
                .SingleOrDefaultAsync(cancel);
}
