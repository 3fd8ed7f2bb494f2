using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;

namespace TaskHub.Projects;

/// <summary>Which projects are wanted; null means any.</summary>
public sealed record ProjectQuery(long? OrganizationId = null, bool? Archived = null, DateTimeOffset? UpdatedSince = null, string? Text = null);

/// <summary>Projects as the API shows them.</summary>
public sealed class ReadProjects(IDbContextFactory<AppDbContext> contexts)
{
    internal static readonly OrderFields<Project> Order =
        new(("id", p => p.Id), ("name", p => p.Name), ("created_at", p => p.CreatedAt), ("updated_at", p => p.UpdatedAt));

    public async Task<Page<ProjectPayload>> RunAsync(Actor actor, ProjectQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var projects = db.Projects.AsNoTracking().VisibleTo(actor)
            .Where(p => (wanted.OrganizationId == null || p.OrganizationId == wanted.OrganizationId)
                && (wanted.Archived == null || p.Archived == wanted.Archived)
                && (wanted.UpdatedSince == null || p.UpdatedAt >= wanted.UpdatedSince));
        if (wanted.Text is { } text)
        {
            var words = AppDbContext.Containing(text);
            projects = projects.Where(p => EF.Functions.Like(p.Name, words, AppDbContext.LikeEscape));
        }

        return (await Order.PageAsync(projects, paging, p => p.Id, cancel)).Select(p => p.ToPayload());
    }

    public async Task<Result<ProjectPayload>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var project = await db.Projects.AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, cancel);
        return project is null ? Failure.NotFound(ProjectsText.Project) : project.ToPayload();
    }
}
