using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>What the audit hears besides the acts of verbs: refusals; and the end of its entries.</summary>
public sealed class KeepAudit(WriteGate gate, TimeProvider time)
{
    private const int Batch = 500;

    // Of one person in a minute: whoever tries everything there is fills no audit, and the first of it tells enough.
    private const int MostOfOne = 20;
    private readonly ConcurrentDictionary<(long User, string? Via, long? Where, string What), DateTimeOffset> noted = new();
    private readonly ConcurrentDictionary<(long User, long? Where), LeftOut> leftOut = new();

    /// <summary>How long refusals are gathered.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Notes that somebody was refused. The same refusal by the same token is noted once a minute, so that a program in a loop does not fill the audit; and of one
    /// person in one organization no more than so many in a minute. What is left out is counted,
    /// and the count noted when the minute is over.
    /// </summary>
    /// <param name="actor">Who was refused.</param>
    /// <param name="organizationId">Where; only an organization of theirs is kept, because it is no stranger's business who tries.</param>
    /// <param name="what">The method and the path, without its query.</param>
    /// <param name="kind">What counts as the same: the pattern of the path, so that one who tries number after number is noted once a minute too; null for the path itself.</param>
    /// <param name="cancel">Ends the note.</param>
    public async Task RefusedAsync(Actor actor, long? organizationId, string what, string? kind = null, CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        foreach (var old in noted.Where(n => now - n.Value >= Every))
        {
            noted.TryRemove(old);
        }

        long? where = organizationId is { } id && actor.IsMember(id) ? id : actor.BoundTo;
        if (noted.Keys.Count(n => n.User == actor.UserId && n.Where == where) < MostOfOne && noted.TryAdd((actor.UserId, actor.Via, where, kind ?? what), now))
        {
            await gate.RunAsync(async db =>
            {
                db.Audit(actor, where, Acts.Refused, null, what);
                await db.SaveChangesAsync(cancel);
            }, cancel);
            return;
        }

        await NoteLeftOutAsync(now - Every, cancel);
        leftOut.AddOrUpdate((actor.UserId, where), new LeftOut(actor, now, 1), (_, more) => more with { Count = more.Count + 1 });
    }

    /// <summary>Notes how many refusals were left out where that began at this time or before: a line for each person and organization.</summary>
    public async Task NoteLeftOutAsync(DateTimeOffset begunBy, CancellationToken cancel = default)
    {
        foreach (var over in leftOut.Where(l => l.Value.Since <= begunBy))
        {
            if (leftOut.TryRemove(over))
            {
                await gate.RunAsync(async db =>
                {
                    db.Audit(over.Value.Actor, over.Key.Where, Acts.Refused, null, IdentityText.MoreRefusals(over.Value.Count, over.Value.Since));
                    await db.SaveChangesAsync(cancel);
                }, cancel);
            }
        }
    }

    /// <summary>Forgets what is older than a year, in small batches. Answers how many entries.</summary>
    public async Task<int> PruneAsync(CancellationToken cancel = default)
    {
        var (total, gone) = (0, 0);
        do
        {
            var before = time.GetUtcNow() - AuditLog.KeptFor;
            gone = await gate.RunAsync(
                db => db.AuditEntries.Where(e => db.AuditEntries.Where(o => o.At < before).OrderBy(o => o.Id).Select(o => o.Id).Take(Batch).Contains(e.Id))
                    .ExecuteDeleteAsync(cancel),
                cancel);
            total += gone;
        }
        while (gone == Batch);
        return total;
    }

    private sealed record LeftOut(Actor Actor, DateTimeOffset Since, int Count);
}
