using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>A session as its owner sees it.</summary>
public sealed record SessionView(long Id, string Device, string? Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt, bool IsThis);

/// <summary>
/// Who is signed in where. A session ends by signing out, after <see cref="Idle"/> without use, and <see cref="Longest"/> after it began; open
/// pages hear of it at once.
/// </summary>
public sealed class OpenSessions(WriteGate gate, IDbContextFactory<AppDbContext> contexts, Actors actors, TimeProvider time)
{
    /// <summary>The claim of the cookie that names the session.</summary>
    public const string Claim = "taskhub.session";

    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan NotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Called after sessions have ended, with their ids.</summary>
    public event Action<IReadOnlyCollection<long>>? Ended;

    /// <summary>Begins a session for somebody who has just proved who they are. Answers its id.</summary>
    public Task<long> StartAsync(long userId, string device, string? from, CancellationToken cancel = default) => gate.RunAsync(async db =>
    {
        var user = await db.Users.SingleAsync(u => u.Id == userId, cancel);
        var now = time.GetUtcNow();
        var session = new Session { UserId = userId, CreatedAt = now, LastSeenAt = now, ProvedAt = now, Device = device, Address = from };
        db.Add(session);
        db.Audit(user, from, Acts.SignedIn, device);
        await db.SaveChangesAsync(cancel);
        return session.Id;
    }, cancel);

    /// <summary>The person of a cookie, or null when its session is over. <paramref name="from"/> is noted when the request says it.</summary>
    public async Task<Actor?> ActorAsync(ClaimsPrincipal principal, string? from = null, CancellationToken cancel = default)
    {
        if (principal.Identity is not { IsAuthenticated: true }
            || !TryRead(principal, ClaimTypes.NameIdentifier, out var userId) || !TryRead(principal, Claim, out var id))
        {
            return null;
        }

        var now = time.GetUtcNow();
        var (idle, longest) = (now - Idle, now - Longest);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var session = await db.Sessions.AsNoTracking()
            .Where(s => s.Id == id && s.UserId == userId && s.LastSeenAt > idle && s.CreatedAt > longest)
            .Select(s => new { s.LastSeenAt, s.ProvedAt, s.Address })
            .SingleOrDefaultAsync(cancel);
        if (session is null || await actors.FindAsync(userId, cancel: cancel) is not { } actor)
        {
            return null;
        }

        if (now - session.LastSeenAt >= NotedEvery || (from is not null && from != session.Address))
        {
            await NoteAsync(id, now, from ?? session.Address, cancel);
        }

        return actor with { SessionId = id, ProvedAt = session.ProvedAt, From = from ?? session.Address, Via = "browser" };
    }

    /// <summary>Notes that the person proved once more who they are.</summary>
    public Task ProveAsync(Actor actor, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        return gate.RunAsync(db => db.Sessions.Where(s => s.Id == actor.SessionId && s.UserId == actor.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvedAt, now), cancel), cancel);
    }

    public async Task<IReadOnlyList<SessionView>> FindAsync(Actor actor, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var (idle, longest) = (now - Idle, now - Longest);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Sessions.AsNoTracking()
            .Where(s => s.UserId == actor.UserId && s.LastSeenAt > idle && s.CreatedAt > longest)
            .OrderByDescending(s => s.Id == actor.SessionId).ThenByDescending(s => s.LastSeenAt)
            .Select(s => new SessionView(s.Id, s.Device, s.Address, s.CreatedAt, s.LastSeenAt, s.Id == actor.SessionId))
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Ends one of the actor's own sessions, this one or another. A page of this one is just being left, and must not be led elsewhere meanwhile;
    /// further pages of it do nothing any more, and end within a minute.
    /// </summary>
    public Task<Result<Done>> EndAsync(Actor actor, long id, CancellationToken cancel = default) => gate.RunAsync<Result<Done>>(async db =>
    {
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == id && s.UserId == actor.UserId, cancel);
        if (session is null)
        {
            return Failure.NotFound("session");
        }

        db.Remove(session);
        db.Audit(actor, null, id == actor.SessionId ? Acts.SignedOut : Acts.SessionEnded, null, session.Device);
        if (id != actor.SessionId)
        {
            Tell(db, [id]);
        }

        await db.SaveChangesAsync(cancel);
        return default(Done);
    }, cancel);

    /// <summary>Within a unit of work: ends every session of a person but one, and tells the open pages after the commit.</summary>
    internal async Task EndAllAsync(AppDbContext db, long userId, long? but, CancellationToken cancel)
    {
        var sessions = await db.Sessions.Where(s => s.UserId == userId && s.Id != but).ToListAsync(cancel);
        db.RemoveRange(sessions);
        Tell(db, [.. sessions.Select(s => s.Id)]);
    }

    /// <summary>Forgets sessions that are over anyway. Answers how many.</summary>
    public Task<int> PruneAsync(CancellationToken cancel = default)
    {
        var (idle, longest) = (time.GetUtcNow() - Idle, time.GetUtcNow() - Longest);
        return gate.RunAsync(db => db.Sessions.Where(s => s.LastSeenAt <= idle || s.CreatedAt <= longest).ExecuteDeleteAsync(cancel), cancel);
    }

    private void Tell(AppDbContext db, IReadOnlyCollection<long> ids) => db.AfterCommit(() => Ended?.Invoke(ids));

    private Task NoteAsync(long id, DateTimeOffset now, string? from, CancellationToken cancel) => gate.RunAsync(
        db => db.Sessions.Where(s => s.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.Address, from), cancel), cancel);

    internal static bool TryRead(ClaimsPrincipal principal, string claim, out long value) =>
        long.TryParse(principal.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
