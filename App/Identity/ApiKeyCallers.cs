using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>
/// Finds whose API key signed a request. Neither the request nor its address names the organization, so every organization's key is tried. The
/// keys are read anew each time, so that one which was removed a moment ago is refused; only their decryption is remembered.
/// </summary>
internal sealed class ApiKeyCallers(IDbContextFactory<AppDbContext> contexts, ApiKeySecrets secrets, Actors actors)
{
    private Dictionary<string, byte[]?> opened = [];

    /// <summary>
    /// The administrator who made the key, in that one organization; null when no key fits, or when that person does not administer the
    /// organization any more. All keys are tried even after one has fitted: how long it takes tells nothing about which.
    /// </summary>
    /// <param name="isSignedWith">Whether the request was signed with this key, in UTF-8. Must compare in constant time.</param>
    /// <param name="from">The address that asks, for the audit.</param>
    /// <param name="cancel">Ends the search.</param>
    public async Task<Actor?> FindAsync(Func<byte[], bool> isSignedWith, string? from = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var keys = await db.ApiKeys.AsNoTracking().OrderBy(k => k.OrganizationId).ToListAsync(cancel);
        ApiKey? fitting = null;
        foreach (var (key, text) in keys.Zip(Open(keys)))
        {
            fitting = text is not null && isSignedWith(text) ? key : fitting;
        }

        var actor = fitting is null ? null : await actors.FindAsync(fitting.UserId, fitting.OrganizationId, cancel: cancel);
        return actor?.IsAdministrator(fitting!.OrganizationId) == true ? actor with { From = from, Via = $"API key …{fitting.Ending}" } : null;
    }

    private List<byte[]?> Open(List<ApiKey> keys)
    {
        var known = opened;
        var now = keys.ToDictionary(
            k => k.Secret,
            k => known.TryGetValue(k.Secret, out var text) ? text
                : secrets.Open(k.OrganizationId, k.Secret) is { } fresh ? Encoding.UTF8.GetBytes(fresh) : null);
        opened = now;
        return keys.ConvertAll(k => now[k.Secret]);
    }
}
