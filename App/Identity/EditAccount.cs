using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>What a person changes about their own account: the name, the email address, the password, and where they are signed in.</summary>
public sealed class EditAccount(WriteGate gate, CheckPassword check, Passwords passwords, OpenSessions sessions, TimeProvider time)
{
    public async Task<Result<Done>> RenameAsync(Actor actor, string? name, CancellationToken cancel = default) =>
        NewUser.NameProblem(name) is { } problem
            ? Failure.Invalid("name", problem)
            : await ChangeAsync(actor, Acts.Renamed, Names.Tidy(name), user => user.Name = Names.Tidy(name), cancel);

    /// <summary>Changes the address by which the person signs in. Links to choose a password that were sent before end.</summary>
    public async Task<Result<Done>> ChangeEmailAsync(Actor actor, string? email, CancellationToken cancel = default)
    {
        var address = email?.Trim() ?? string.Empty;
        if (actor.Wall(time) is { } wall)
        {
            return wall;
        }

        if (!Emails.IsAddress(address))
        {
            return Failure.Invalid("email", IdentityText.EmailWanted);
        }

        var normalized = Emails.Normalize(address);
        return await gate.RunAsync<Result<Done>>(async db =>
        {
            if (await db.Users.AnyAsync(u => u.NormalizedEmail == normalized && u.Id != actor.UserId, cancel))
            {
                return Failure.Invalid("email", IdentityText.EmailTaken);
            }

            var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancel);
            db.Audit(actor, null, Acts.EmailChanged, null, $"{user.Email} → {address}");
            (user.Email, user.UserName) = (address, address);
            (user.NormalizedEmail, user.NormalizedUserName) = (normalized, normalized);
            user.SecurityStamp = NewUser.NewStamp();
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
    }

    /// <summary>
    /// Changes the password for whoever knows the current one; failures count like those of signing in. Every other session ends with it.
    /// </summary>
    public async Task<Result<Done>> ChangePasswordAsync(Actor actor, string? current, string? wanted, CancellationToken cancel = default)
    {
        if (Passwords.Problem(wanted, actor.Email, actor.Name) is { } problem)
        {
            return Failure.Invalid("password", problem);
        }

        if (await check.RunAsync(actor.Email, current, actor.From, Acts.ProofFailed, cancel) != actor.UserId)
        {
            return Failure.Invalid("current_password", IdentityText.PasswordWrong);
        }

        if (wanted == current)
        {
            return Failure.Invalid("password", IdentityText.PasswordSame);
        }

        var hash = passwords.Hash(wanted!);
        return await ChangeAsync(
            actor, Acts.PasswordChanged, null, user => (user.PasswordHash, user.SecurityStamp) = (hash, NewUser.NewStamp()), cancel, endsOthers: true);
    }

    /// <summary>Ends every other session of the person, and those of open pages at once.</summary>
    public Task<Result<Done>> SignOutEverywhereAsync(Actor actor, CancellationToken cancel = default) =>
        ChangeAsync(actor, Acts.SessionEnded, IdentityText.EveryOther, user => user.SecurityStamp = NewUser.NewStamp(), cancel, endsOthers: true);

    private Task<Result<Done>> ChangeAsync(
        Actor actor, string act, string? detail, Action<User> change, CancellationToken cancel, bool endsOthers = false) =>
        gate.RunAsync<Result<Done>>(async db =>
        {
            var user = await db.Users.SingleOrDefaultAsync(u => u.Id == actor.UserId, cancel);
            if (user is null)
            {
                return Failure.NotFound("person");
            }

            change(user);
            db.Audit(actor, null, act, null, detail);
            if (endsOthers)
            {
                await sessions.EndAllAsync(db, actor.UserId, actor.SessionId, cancel);
            }

            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
}
