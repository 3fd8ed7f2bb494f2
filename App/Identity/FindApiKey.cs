using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>An organization's API key as its administrators see it; its text is shown once, when it is made.</summary>
/// <param name="Ending">Its last four characters.</param>
/// <param name="MadeBy">For whom it acts.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Works">False once that person does not administer the organization any more: it opens nothing then.</param>
internal sealed record ApiKeyView(string Ending, Person MadeBy, DateTimeOffset CreatedAt, bool Works);

/// <summary>The API key of an organization, for its administrators; null when there is none.</summary>
internal sealed class FindApiKey(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<ApiKeyView?>> RunAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (ApiKeyAccess.Wall(actor, organizationId) is { } wall)
        {
            return wall;
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.ApiKeys.AsNoTracking()
            .Where(k => k.OrganizationId == organizationId)
            .Select(k => new ApiKeyView(
                k.Ending, new Person(k.User!.Id, k.User.Name, k.User.Email!), k.CreatedAt,
                db.Memberships.Any(m => m.OrganizationId == organizationId && m.UserId == k.UserId && m.Role == Role.Administrator)))
            .SingleOrDefaultAsync(cancel);
    }
}
