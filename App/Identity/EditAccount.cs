using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>What a person changes about their own account: the name, the password, and where they are signed in.</summary>
public sealed class EditAccount(WriteGate gate, CheckPassword check, Passwords passwords)
{
    public async Task<Result<Done>> RenameAsync(Actor actor, string? name, CancellationToken cancel = default) =>
        NewUser.NameProblem(name) is { } problem
            ? Failure.Invalid("name", problem)
            : await ChangeAsync(actor, user => user.Name = name!.Trim(), cancel);

    /// <summary>Changes the password for whoever knows the current one; failures count like those of signing in.</summary>
    public async Task<Result<Done>> ChangePasswordAsync(Actor actor, string? current, string? wanted, CancellationToken cancel = default)
    {
        if (Passwords.Problem(wanted, actor.Email, actor.Name) is { } problem)
        {
            return Failure.Invalid("password", problem);
        }

        if (await check.RunAsync(actor.Email, current, cancel) != actor.UserId)
        {
            return Failure.Invalid("current_password", IdentityText.PasswordWrong);
        }

        var hash = passwords.Hash(wanted!);
        return await ChangeAsync(actor, user => (user.PasswordHash, user.SecurityStamp) = (hash, NewUser.NewStamp()), cancel);
    }

    /// <summary>Ends every session of the person within a minute; the caller starts the one at hand anew.</summary>
    public Task<Result<Done>> SignOutEverywhereAsync(Actor actor, CancellationToken cancel = default) =>
        ChangeAsync(actor, user => user.SecurityStamp = NewUser.NewStamp(), cancel);

    private Task<Result<Done>> ChangeAsync(Actor actor, Action<User> change, CancellationToken cancel) =>
        gate.RunAsync<Result<Done>>(async db =>
        {
            var user = await db.Users.SingleOrDefaultAsync(u => u.Id == actor.UserId, cancel);
            if (user is null)
            {
                return Failure.NotFound("person");
            }

            change(user);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
}
