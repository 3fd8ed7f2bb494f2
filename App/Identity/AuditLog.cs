using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Writes the audit. A verb calls it before its one save, so that the act and its entry are one transaction.</summary>
public static class AuditLog
{
    /// <summary>How long an entry is kept. The database refuses to forget it earlier (see the triggers of its migration).</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(365);

    /// <param name="db">The unit of work of the act.</param>
    /// <param name="actor">Who acts.</param>
    /// <param name="organizationId">The organization in which, or null for their own account.</param>
    /// <param name="act">One of <see cref="Acts"/>.</param>
    /// <param name="subject">Whom or what it is done to, by name.</param>
    /// <param name="detail">What exactly. Never a secret.</param>
    /// <param name="removed">The membership that this ends.</param>
    public static void Audit(
        this AppDbContext db, Actor actor, long? organizationId, string act, string? subject = null, string? detail = null, Membership? removed = null) =>
        db.Add(Entry(actor.UserId, actor.Name, actor.Email, actor.From, actor.Via, organizationId, act, subject, detail, removed));

    /// <summary>The same about somebody who is not signed in, or has only just an account.</summary>
    public static void Audit(
        this AppDbContext db, User user, string? from, string act, string? detail = null, long? organizationId = null, string? subject = null) =>
        db.Add(Entry(user.Id, user.Name, user.Email, from, null, organizationId, act, subject, detail, null));

    private static AuditEntry Entry(
        long userId, string who, string? email, string? from, string? via, long? organizationId, string act, string? subject, string? detail, Membership? removed) =>
        new()
        {
            UserId = userId,
            OrganizationId = organizationId,
            Who = Line(who),
            Email = email,
            Act = act,
            Subject = subject is null ? null : Line(subject),
            SubjectId = removed?.UserId,
            SubjectSince = removed?.CreatedAt,
            Detail = detail is null ? null : Line(detail),
            Address = from is null ? null : Line(from),
            Via = via,
        };

    // One entry is one line, whatever a name tries.
    private static string Line(string text)
    {
        var line = Names.Tidy(text);
        return line.Length <= AuditEntry.TextLength ? line : line[..(AuditEntry.TextLength - 1)] + "…";
    }
}

/// <summary>Gives each entry the time of its save, so that no verb needs a clock for it.</summary>
internal sealed class AuditClock(TimeProvider time) : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Stamp(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Stamp(eventData.Context);
        return result;
    }

    private void Stamp(DbContext? db)
    {
        foreach (var entry in db?.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added) ?? [])
        {
            entry.Entity.At = time.GetUtcNow();
        }
    }
}
