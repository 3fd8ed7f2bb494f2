using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>A key that waits to be confirmed by a first code.</summary>
/// <param name="Key">In base 32, for people who type it.</param>
/// <param name="Uri">For the QR code.</param>
/// <param name="Ticket">What the form sends back with the code.</param>
public sealed record NewAuthenticator(string Key, string Uri, string Ticket);

/// <summary>
/// The second factor: codes of an authenticator app, and recovery codes for when it is lost. A code works once; both are kept encrypted, so
/// that a copy of the database alone signs nobody in.
/// </summary>
public sealed class TwoFactor(
    WriteGate gate, IDbContextFactory<AppDbContext> contexts, IDataProtectionProvider keys, Tickets tickets, TimeProvider time)
{
    public const int RecoveryCodes = 10;
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const string SetUp = "authenticator";
    private const string SecondStep = "second step";

    /// <summary>A new key for the actor's app. Nothing is kept until <see cref="TurnOnAsync"/>.</summary>
    public NewAuthenticator Propose(Actor actor, string? ticket = null)
    {
        var key = Proposed(actor, ticket) ?? Totp.NewKey();
        return new(key, Totp.Uri(key, actor.Email), tickets.Seal(SetUp, $"{actor.UserId}|{key}"));
    }

    /// <summary>Whether it is on, and how many recovery codes are left.</summary>
    public async Task<(bool On, int CodesLeft)> LookAsync(long userId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, cancel);
        return user is { TwoFactorEnabled: true } ? (true, Codes(user).Count) : (false, 0);
    }

    /// <summary>What somebody whose password was right takes along to the second step; null where there is none. A new password ends it.</summary>
    public async Task<string?> BeginAsync(long userId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var stamp = await db.Users.Where(u => u.Id == userId && u.TwoFactorEnabled).Select(u => u.SecurityStamp).SingleOrDefaultAsync(cancel);
        return stamp is null ? null : tickets.Seal(SecondStep, $"{userId}|{stamp}");
    }

    /// <summary>Who came along with that; null when it is too old, or their password was changed since.</summary>
    public async Task<long?> WhoAsync(string? ticket, CancellationToken cancel = default)
    {
        if (tickets.Open(SecondStep, ticket)?.Split('|', 2) is not [var id, var stamp] || !long.TryParse(id, CultureInfo.InvariantCulture, out var userId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Users.AnyAsync(u => u.Id == userId && u.SecurityStamp == stamp, cancel) ? userId : null;
    }

    /// <summary>Turns it on once a code shows that the app has the key. Answers the recovery codes, this once.</summary>
    public Task<Result<IReadOnlyList<string>>> TurnOnAsync(Actor actor, string? ticket, string? code, CancellationToken cancel = default) =>
        ChangeAsync<IReadOnlyList<string>>(actor, Acts.TwoFactorOn, user =>
        {
            if (Proposed(actor, ticket) is not { } key)
            {
                return Failure.Conflict(IdentityText.TicketOld);
            }

            if (Totp.Match(key, Digits(code), time.GetUtcNow(), used: 0) is not { } step)
            {
                return Failure.Invalid("code", IdentityText.CodeWrong);
            }

            (user.AuthenticatorKey, user.AuthenticatorStep, user.TwoFactorEnabled) = (Seal(user).Protect(key), step, true);
            return NewCodes(user);
        }, cancel);

    public Task<Result<Done>> TurnOffAsync(Actor actor, CancellationToken cancel = default) => ChangeAsync<Done>(actor, Acts.TwoFactorOff, user =>
    {
        (user.AuthenticatorKey, user.RecoveryCodes, user.TwoFactorEnabled) = (null, null, false);
        return default(Done);
    }, cancel);

    /// <summary>New recovery codes; the ones before end.</summary>
    public Task<Result<IReadOnlyList<string>>> NewCodesAsync(Actor actor, CancellationToken cancel = default) =>
        ChangeAsync<IReadOnlyList<string>>(
            actor, Acts.RecoveryCodesMade, user => user.TwoFactorEnabled ? NewCodes(user) : Failure.Conflict(IdentityText.TwoFactorIsOff), cancel);

    /// <summary>
    /// Judges the second factor of somebody whose password was right: a code of the app or a recovery code, each of which works once. Failures
    /// count with those of the password.
    /// </summary>
    public Task<bool> CheckAsync(long userId, string? code, string? from, CancellationToken cancel = default) => gate.RunAsync(async db =>
    {
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancel);
        var now = time.GetUtcNow();
        if (user is not { TwoFactorEnabled: true, AuthenticatorKey: { } sealedKey } || user.LockoutEnd > now)
        {
            return false;
        }

        var step = Open(user, sealedKey) is { } key ? Totp.Match(key, Digits(code), now, user.AuthenticatorStep) : null;
        var right = step is not null || TakeRecoveryCode(db, user, code, from);
        user.AuthenticatorStep = step ?? user.AuthenticatorStep;
        CheckPassword.Count(db, user, right, now, from);
        await db.SaveChangesAsync(cancel);
        return right;
    }, cancel);

    /// <summary>Encrypts what is kept of a person with the newest key of the ring; false when it is already, or cannot be opened.</summary>
    internal bool Renew(User user)
    {
        var key = user.AuthenticatorKey is { } kept ? Seal(user).Renew(kept) : null;
        var codes = user.RecoveryCodes is { } hashes ? Seal(user).Renew(hashes) : null;
        (user.AuthenticatorKey, user.RecoveryCodes) = (key ?? user.AuthenticatorKey, codes ?? user.RecoveryCodes);
        return key is not null || codes is not null;
    }

    private Task<Result<T>> ChangeAsync<T>(Actor actor, string act, Func<User, Result<T>> change, CancellationToken cancel) =>
        gate.RunAsync<Result<T>>(async db =>
        {
            if (actor.Wall(time) is { } wall)
            {
                return wall;
            }

            var user = await db.Users.SingleAsync(u => u.Id == actor.UserId, cancel);
            var result = change(user);
            if (result.Ok)
            {
                db.Audit(actor, null, act);
                await db.SaveChangesAsync(cancel);
            }

            return result;
        }, cancel);

    private List<string> NewCodes(User user)
    {
        List<string> codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ =>
            $"{RandomNumberGenerator.GetString(Alphabet, 5)}-{RandomNumberGenerator.GetString(Alphabet, 5)}")];
        Keep(user, [.. codes.Select(Hash)]);
        return codes;
    }

    private bool TakeRecoveryCode(AppDbContext db, User user, string? code, string? from)
    {
        var codes = Codes(user);
        if (!codes.Remove(Hash(code ?? string.Empty)))
        {
            return false;
        }

        Keep(user, codes);
        db.Audit(user, from, Acts.RecoveryCodeUsed, $"{codes.Count} left");
        return true;
    }

    // Hashed and then encrypted: fifty bits alone would not withstand whoever has the database and time.
    private void Keep(User user, List<string> hashes) => user.RecoveryCodes = Seal(user).Protect(string.Join(' ', hashes));

    private List<string> Codes(User user) => user.RecoveryCodes is { } kept && Open(user, kept) is { } hashes
        ? [.. hashes.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
        : [];

    // Null when the hub has lost the key that it was sealed with: then no code is right.
    private string? Open(User user, string kept)
    {
        try
        {
            return Seal(user).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private string? Proposed(Actor actor, string? ticket) =>
        tickets.Open(SetUp, ticket)?.Split('|') is [var id, var key] && id == $"{actor.UserId}" ? key : null;

    // Bound to the person, so that a row's content copied to another one opens nothing.
    private IDataProtector Seal(User user) => keys.CreateProtector("TaskHub", "Authenticator", "v1", $"{user.Id}");

    private static string Digits(string? code) => string.Concat((code ?? string.Empty).Where(char.IsAsciiDigit));

    private static string Hash(string code) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant())));
}
