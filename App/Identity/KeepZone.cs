using Microsoft.EntityFrameworkCore;
using TaskHub.Data;

namespace TaskHub.Identity;

/// <summary>Remembers in which time zone a person is, as their browser says: what is done for them while they are away goes by their clock.</summary>
public sealed class KeepZone(WriteGate gate, IDbContextFactory<AppDbContext> contexts)
{
    public async Task RunAsync(Actor actor, string zone, CancellationToken cancel = default)
    {
        if (zone.Length > User.ZoneLength || !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return;
        }

        try
        {
            await using var look = await contexts.CreateDbContextAsync(cancel);
            if (await look.Users.AnyAsync(u => u.Id == actor.UserId && u.Zone != zone, cancel))
            {
                await gate.RunAsync(db => db.Users.Where(u => u.Id == actor.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Zone, zone), cancel), cancel);
            }
        }
        catch (Exception e) when (e.IsPassing())
        {
            // No page goes down for it: the browser says it again when the next one opens.
        }
    }
}
