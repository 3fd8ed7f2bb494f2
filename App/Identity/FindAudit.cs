using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Which entries of the audit are wanted.</summary>
/// <param name="Kind">One of <see cref="Acts.Kinds"/>, or null for all.</param>
/// <param name="Text">A part of what was done, in words, of a name, a detail, or where it came from.</param>
/// <param name="Since">None before.</param>
/// <param name="Until">None from then on.</param>
public sealed record AuditFilter(string? Kind = null, string? Text = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    /// <summary>The filter of an address; a time that is none is as good as none.</summary>
    public static AuditFilter Of(string? kind, string? text, string? since, string? until) => new(kind, text, Time(since), Time(until));

    /// <summary>A time as the address has it.</summary>
    public static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}

/// <summary>
/// The audit of an organization, newest first, for its administrators: what was done in it, and what its members did with their accounts while
/// they were members. That of a deleted organization, which has no administrators left, is for the operator.
/// </summary>
public sealed class FindAudit(IDbContextFactory<AppDbContext> contexts)
{
    public const int Size = 50;

    /// <param name="actor">Who asks.</param>
    /// <param name="organizationId">Whose audit.</param>
    /// <param name="filter">Which entries.</param>
    /// <param name="before">Only entries with a smaller id: the last one of the page before.</param>
    /// <param name="size">How many at most.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Result<IReadOnlyList<AuditEntry>>> RunAsync(
        Actor actor, long organizationId, AuditFilter filter, long? before = null, int size = Size, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var ofDeleted = actor.IsOperator && !actor.IsMember(organizationId) && !await db.NamedOrganizations.AnyAsync(o => o.Id == organizationId, cancel);
        if (!ofDeleted && !actor.IsMember(organizationId))
        {
            return Failure.NotFound("organization");
        }

        if ((!ofDeleted && !actor.IsAdministrator(organizationId)) || !actor.Allows(Scopes.Admin))
        {
            return Failure.Forbidden();
        }

        var entries = db.AuditEntries.AsNoTracking().Where(e => e.OrganizationId == organizationId
            || (e.OrganizationId == null && (db.Memberships.Any(m => m.OrganizationId == organizationId && m.UserId == e.UserId && m.CreatedAt <= e.At)
                || db.AuditEntries.Any(r => r.SubjectId == e.UserId && r.OrganizationId == organizationId && r.SubjectSince <= e.At && r.At >= e.At))));
        if (filter.Kind is { Length: > 0 } kind)
        {
            entries = entries.Where(e => e.Act.StartsWith(kind + "."));
        }

        if (filter.Text is { Length: > 0 } text)
        {
            var pattern = AppDbContext.Containing(text);
            var acts = Acts.Saying(text);
            entries = entries.Where(e => acts.Contains(e.Act) || EF.Functions.Like(
                e.Who + " " + (e.Subject ?? "") + " " + (e.Detail ?? "") + " " + (e.Address ?? "") + " " + (e.Email ?? "") + " " + (e.Via ?? ""), pattern, AppDbContext.LikeEscape));
        }

        var (since, until) = (filter.Since, filter.Until);
        return await entries
            .Where(e => (before == null || e.Id < before) && (since == null || e.At >= since) && (until == null || e.At < until))
            .OrderByDescending(e => e.Id)
            .Take(size)
            .ToListAsync(cancel);
    }
}
