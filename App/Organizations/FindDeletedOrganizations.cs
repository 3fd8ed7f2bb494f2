using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Organizations;

/// <summary>An organization that is no more, of which the audit remains.</summary>
/// <param name="Id">The number it had.</param>
/// <param name="Name">Its last name.</param>
/// <param name="By">Who deleted it.</param>
/// <param name="At">When.</param>
public sealed record DeletedOrganization(long Id, string Name, string By, DateTimeOffset At);

/// <summary>The deleted organizations whose audit is still kept, the last one first; only the operator has any.</summary>
public sealed class FindDeletedOrganizations(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>How many at most.</summary>
    public const int Most = 100;

    public async Task<IReadOnlyList<DeletedOrganization>> RunAsync(Actor actor, CancellationToken cancel = default)
    {
        if (!actor.IsOperator)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.AuditEntries.AsNoTracking()
            .Where(e => e.Act == Acts.OrganizationDeleted && e.OrganizationId != null)
            .OrderByDescending(e => e.Id)
            .Take(Most)
            .Select(e => new DeletedOrganization(e.OrganizationId!.Value, e.Subject ?? string.Empty, e.Who, e.At))
            .ToListAsync(cancel);
    }
}
