using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>
/// Turns the second factor of somebody off who has lost both the authenticator and the recovery codes, or whose hub has lost the keys that opened
/// them. For whoever has the machine, by the command line alone. It is in the audit of the person, and of the organizations that they are in.
/// </summary>
public sealed class LiftSecondFactor(WriteGate gate)
{
    public Task<Result<Done>> RunAsync(string email, CancellationToken cancel = default) => gate.RunAsync<Result<Done>>(async db =>
    {
        var normalized = email.Trim().ToUpperInvariant();
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedEmail == normalized, cancel);
        if (user is null)
        {
            return Failure.Invalid("email", IdentityText.NobodyHas(email));
        }

        if (!user.TwoFactorEnabled)
        {
            return Failure.Conflict(IdentityText.TwoFactorIsOff);
        }

        (user.AuthenticatorKey, user.RecoveryCodes, user.TwoFactorEnabled) = (null, null, false);
        db.Audit(user, from: null, Acts.TwoFactorOff, IdentityText.ByCommandLine);
        await db.SaveChangesAsync(cancel);
        return default(Done);
    }, cancel);
}
