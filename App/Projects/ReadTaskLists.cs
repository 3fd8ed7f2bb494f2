using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Which task lists are wanted; null means any.</summary>
public sealed record TaskListQuery(
    long? OrganizationId = null, long? ProjectId = null, DateTimeOffset? UpdatedSince = null, string? Text = null);

/// <summary>Task lists as the API shows them.</summary>
public sealed class ReadTaskLists(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<TaskList> Order =
        new(("id", l => l.Id), ("position", l => l.Position), ("name", l => l.Name), ("created_at", l => l.CreatedAt), ("updated_at", l => l.UpdatedAt));

    public async Task<Page<TaskListPayload>> RunAsync(Actor actor, TaskListQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var lists = Visible(db, actor)
            .Where(l => (wanted.OrganizationId == null || l.OrganizationId == wanted.OrganizationId)
                && (wanted.ProjectId == null || l.ProjectId == wanted.ProjectId)
                && (wanted.UpdatedSince == null || l.UpdatedAt >= wanted.UpdatedSince));
        if (wanted.Text is { } text)
        {
            var words = AppDbContext.Containing(text);
            lists = lists.Where(l => EF.Functions.Like(l.Name, words, AppDbContext.LikeEscape));
        }

        return (await Order.PageAsync(lists, paging, l => l.Id, cancel)).Select(l => l.ToPayload());
    }

    public async Task<Result<TaskListPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var list = await Visible(db, actor).SingleOrDefaultAsync(l => l.Id == id, cancel);
        return list is null ? Failure.NotFound(ProjectsText.TaskList) : list.ToPayload();
    }

    private static IQueryable<TaskList> Visible(AppDbContext db, Actor actor) =>
        db.TaskLists.AsNoTracking().VisibleTo(actor).Where(l => db.Projects.Any(p => p.Id == l.ProjectId));
}
