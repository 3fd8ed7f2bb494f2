using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>One of a person's passkeys.</summary>
public sealed record PasskeyView(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>What a page hands to the browser's authenticator, and gets back with its answer.</summary>
public sealed record PasskeyQuestion(string Options, string Ticket);

/// <summary>
/// Passkeys: a person proves who they are with their device, which asks for a finger, a face or a PIN. That is two factors, so no code is asked
/// for beside it.
/// </summary>
public sealed class Passkeys(
    WriteGate gate, IPasskeyHandler<User> handler, Tickets tickets, IHttpContextAccessor http, TimeProvider time)
{
    public const int Most = 10;
    public const int NameLength = 60;
    private const string Adding = "passkey-add";
    private const string Asking = "passkey-ask";

    private HttpContext Context => http.HttpContext!;

    public async Task<IReadOnlyList<PasskeyView>> FindAsync(IDbContextFactory<AppDbContext> contexts, Actor actor, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = await db.UserPasskeys.AsNoTracking().Where(p => p.UserId == actor.UserId).ToListAsync(cancel);
        return [.. found.OrderBy(p => p.Data.CreatedAt).Select(p => new PasskeyView(Id(p.CredentialId), p.Data.Name ?? IdentityText.Passkey, p.Data.CreatedAt))];
    }

    /// <summary>What the browser needs to make a passkey for the actor.</summary>
    public async Task<PasskeyQuestion> ProposeAsync(Actor actor)
    {
        var made = await handler.MakeCreationOptionsAsync(new() { Id = $"{actor.UserId}", Name = actor.Email, DisplayName = actor.Name }, Context);
        return new(made.CreationOptionsJson, tickets.Seal(Adding, $"{actor.UserId}|{made.AttestationState}"));
    }

    /// <summary>Keeps the passkey that the browser made.</summary>
    public async Task<Result<Done>> AddAsync(Actor actor, string? credential, string? ticket, string? name, CancellationToken cancel = default)
    {
        if (actor.Wall(time) is { } wall)
        {
            return wall;
        }

        if (tickets.OpenOnce(Adding, ticket)?.Split('|', 2) is not [var id, var state] || id != $"{actor.UserId}" || string.IsNullOrEmpty(credential))
        {
            return Failure.Conflict(IdentityText.TicketOld);
        }

        var made = await handler.PerformAttestationAsync(new() { HttpContext = Context, CredentialJson = credential, AttestationState = state });
        if (!made.Succeeded)
        {
            return Failure.Conflict(IdentityText.PasskeyRefused);
        }

        var called = Names.Tidy(name) is { Length: > 0 and <= NameLength } given ? given : Devices.Name(Context.Request.Headers.UserAgent);
        return await gate.RunAsync<Result<Done>>(async db =>
        {
            if (await db.UserPasskeys.CountAsync(p => p.UserId == actor.UserId, cancel) >= Most)
            {
                return Failure.Conflict(IdentityText.TooManyPasskeys);
            }

            var key = made.Passkey;
            db.UserPasskeys.Add(new()
            {
                UserId = actor.UserId,
                CredentialId = key.CredentialId,
                Data = new()
                {
                    Name = called,
                    PublicKey = key.PublicKey,
                    CreatedAt = time.GetUtcNow(),
                    SignCount = key.SignCount,
                    Transports = key.Transports,
                    IsUserVerified = key.IsUserVerified,
                    IsBackupEligible = key.IsBackupEligible,
                    IsBackedUp = key.IsBackedUp,
                    AttestationObject = key.AttestationObject,
                    ClientDataJson = key.ClientDataJson,
                },
            });
            db.Audit(actor, null, Acts.PasskeyAdded, null, called);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);
    }

    /// <summary>What the browser needs to say who sits there.</summary>
    public async Task<PasskeyQuestion> AskAsync()
    {
        var made = await handler.MakeRequestOptionsAsync(null!, Context);
        return new(made.RequestOptionsJson, tickets.Seal(Asking, made.AssertionState ?? string.Empty));
    }

    /// <summary>Whose passkey answered, or null when it proves nobody. A question is answered once.</summary>
    public async Task<long?> WhoAsync(string? credential, string? ticket, CancellationToken cancel = default)
    {
        if (string.IsNullOrEmpty(credential) || tickets.OpenOnce(Asking, ticket) is not { } state)
        {
            return null;
        }

        var answered = await handler.PerformAssertionAsync(new() { HttpContext = Context, CredentialJson = credential, AssertionState = state });
        if (!answered.Succeeded)
        {
            return null;
        }

        await gate.RunAsync(async db =>
        {
            var kept = await db.UserPasskeys.SingleAsync(p => p.CredentialId == answered.Passkey.CredentialId, cancel);
            kept.Data.SignCount = answered.Passkey.SignCount;
            kept.Data.IsBackedUp = answered.Passkey.IsBackedUp;
            await db.SaveChangesAsync(cancel);
        }, cancel);
        return answered.User.Id;
    }

    public Task<Result<Done>> RenameAsync(Actor actor, string? id, string? name, CancellationToken cancel = default)
    {
        var called = Names.Tidy(name);
        return ChangeAsync(actor, id, Acts.PasskeyRenamed, called, (_, key) => key.Data.Name = called,
            called.Length is 0 or > NameLength ? Failure.Invalid("name", IdentityText.PasskeyNameWanted) : null, cancel);
    }

    public Task<Result<Done>> RemoveAsync(Actor actor, string? id, CancellationToken cancel = default) =>
        ChangeAsync(actor, id, Acts.PasskeyRemoved, null, (db, key) => db.Remove(key), null, cancel);

    private Task<Result<Done>> ChangeAsync(
        Actor actor, string? id, string act, string? detail, Action<AppDbContext, IdentityUserPasskey<long>> change, Failure? problem, CancellationToken cancel) =>
        gate.RunAsync<Result<Done>>(async db =>
        {
            if ((actor.Wall(time) ?? problem) is { } wall)
            {
                return wall;
            }

            var mine = await db.UserPasskeys.Where(p => p.UserId == actor.UserId).ToListAsync(cancel);
            if (mine.SingleOrDefault(p => Id(p.CredentialId) == id) is not { } key)
            {
                return Failure.NotFound("passkey");
            }

            db.Audit(actor, null, act, null, detail ?? key.Data.Name);
            change(db, key);
            await db.SaveChangesAsync(cancel);
            return default(Done);
        }, cancel);

    private static string Id(byte[] credential) => Convert.ToHexStringLower(credential);
}

/// <summary>Binds passkeys to the hub's public name, never to the Host header of a request.</summary>
internal sealed class PasskeySettings(PublicUrl url) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        var home = new Uri(url.Base);

        // Browsers allow no passkey on a bare address; the machine itself is reached as localhost.
        options.ServerDomain = home.IsLoopback ? "localhost" : home.Host;
        options.ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && Uri.TryCreate(context.Origin, UriKind.Absolute, out var origin)
            && (home.IsLoopback ? origin.Host == "localhost" : origin.GetLeftPart(UriPartial.Authority) == home.GetLeftPart(UriPartial.Authority)));
    }
}
