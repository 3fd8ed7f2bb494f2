using Microsoft.EntityFrameworkCore;
using TaskHub.Comments;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>What an organization holds, so that whoever deletes it hears what goes.</summary>
public sealed record OrganizationContents(int Projects, int Webhooks, int Members);

public sealed partial class AppDbContext
{
    /// <summary>Counts what an organization holds; the trash does not count.</summary>
    public async Task<OrganizationContents> CountContentsAsync(long organizationId, CancellationToken cancel = default) => new(
        await Projects.CountAsync(p => p.OrganizationId == organizationId, cancel),
        await Webhooks.CountAsync(w => w.OrganizationId == organizationId, cancel),
        await Memberships.CountAsync(m => m.OrganizationId == organizationId, cancel));

    /// <summary>
    /// Removes every row of an organization, the trash, the events and the histories of webhooks included, and the organization. It stands
    /// here because no other place may know the tables of all rooms.
    /// </summary>
    public async Task RemoveOrganizationAsync(long organizationId, CancellationToken cancel = default)
    {
        var deliveries = Set<Delivery>().Where(d => d.OrganizationId == organizationId);
        var tasks = Set<TaskItem>().IgnoreQueryFilters().Where(t => t.OrganizationId == organizationId);
        await Set<Attempt>().Where(a => deliveries.Any(d => d.Id == a.DeliveryId)).ExecuteDeleteAsync(cancel);
        await deliveries.ExecuteDeleteAsync(cancel);
        await AttemptTallies.Where(t => Set<Webhook>().IgnoreQueryFilters().Any(w => w.Id == t.WebhookId && w.OrganizationId == organizationId))
            .ExecuteDeleteAsync(cancel);
        await Redeliveries.Where(r => r.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await WebhookVersions.Where(v => v.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await WebhookAlarms.Where(a => Set<Webhook>().IgnoreQueryFilters().Any(w => w.Id == a.WebhookId && w.OrganizationId == organizationId))
            .ExecuteDeleteAsync(cancel);
        await AlarmChoices.Where(c => c.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Letters.Where(l => l.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Set<Webhook>().IgnoreQueryFilters().Where(w => w.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Notifications.Where(n => n.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Events.Where(e => e.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Set<Comment>().IgnoreQueryFilters().Where(c => c.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Attachments.IgnoreQueryFilters().Where(a => a.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Set<Subtask>().Where(s => s.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Set<TaskWatcher>().IgnoreQueryFilters().Where(w => tasks.Any(t => t.Id == w.TaskId)).ExecuteDeleteAsync(cancel);
        await tasks.ExecuteDeleteAsync(cancel);
        await Set<TaskList>().Where(l => l.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await ProjectGuests.Where(g => g.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Set<Project>().IgnoreQueryFilters().Where(p => p.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await AccessTokens.Where(t => t.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await ApiKeys.Where(k => k.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Invitations.Where(i => i.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await AdministratorRequests.Where(r => r.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Memberships.Where(m => m.OrganizationId == organizationId).ExecuteDeleteAsync(cancel);
        await Organizations.Where(o => o.Id == organizationId).ExecuteDeleteAsync(cancel);
    }
}
