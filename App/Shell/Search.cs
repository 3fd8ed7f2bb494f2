using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub;

/// <summary>What can be found.</summary>
public enum FoundKind
{
    Task,
    Comment,
    Project,
}

/// <summary>What is looked for, and where.</summary>
/// <param name="Text">Words; all of them must be there, in any order and any case.</param>
/// <param name="OrganizationId">The one organization to look in; null for all of the actor's.</param>
/// <param name="ProjectId">The one project to look in.</param>
/// <param name="Kinds">What may be found; none means all.</param>
public sealed record SearchQuery(string Text, long? OrganizationId, long? ProjectId, IReadOnlyList<FoundKind> Kinds);

/// <summary>Finds tasks, comments and projects that the actor sees by what stands in them, what changed last first.</summary>
public sealed class Search(IDbContextFactory<AppDbContext> contexts)
{
    /// <summary>More words than anyone looks for; the rest does not matter.</summary>
    private const int MostWords = 10;

    private static readonly OrderFields<Found> Order = new(("updated_at", f => f.UpdatedAt), ("created_at", f => f.CreatedAt), ("id", f => f.Id));

    internal static IEnumerable<string> Orders => Order.Names;

    public async Task<Page<Payload>> RunAsync(Actor actor, SearchQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        var words = wanted.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(AppDbContext.Containing).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        IQueryable<Found>[] all = [Tasks(db, actor, wanted, words), Comments(db, actor, wanted, words), Projects(db, actor, wanted, words)];
        var kinds = wanted.Kinds.Count > 0 ? wanted.Kinds : Enum.GetValues<FoundKind>();
        var found = kinds.Select(kind => all[(int)kind]).Aggregate((some, more) => some.Concat(more));
        var page = await Order.PageAsync(found, paging, f => f.Id, cancel);

        List<long> Ids(FoundKind kind) => [.. page.Items.Where(f => f.Kind == kind).Select(f => f.Id)];
        var shown = (await db.ReadTasksAsync(Ids(FoundKind.Task), cancel)).ToDictionary(t => (FoundKind.Task, t.Id), Payload (t) => t);
        foreach (var comment in await db.ReadCommentsAsync(Ids(FoundKind.Comment), cancel))
        {
            shown[(FoundKind.Comment, comment.Id)] = comment;
        }

        foreach (var project in await db.ReadProjectsAsync(Ids(FoundKind.Project), cancel))
        {
            shown[(FoundKind.Project, project.Id)] = project;
        }

        return new Page<Payload>([.. page.Items.Select(f => shown.GetValueOrDefault((f.Kind, f.Id))).OfType<Payload>()], page.Total);
    }

    private static IQueryable<Found> Tasks(AppDbContext db, Actor actor, SearchQuery wanted, List<string> words)
    {
        var tasks = db.Tasks.VisibleTo(actor).Where(t =>
            (wanted.OrganizationId == null || t.OrganizationId == wanted.OrganizationId) && (wanted.ProjectId == null || t.ProjectId == wanted.ProjectId));
        foreach (var word in words)
        {
            tasks = tasks.Where(t => EF.Functions.Like(t.Name, word, AppDbContext.LikeEscape) || EF.Functions.Like(t.Description, word, AppDbContext.LikeEscape));
        }

        return tasks.Select(t => new Found { Kind = FoundKind.Task, Id = t.Id, CreatedAt = t.CreatedAt, UpdatedAt = t.UpdatedAt });
    }

    private static IQueryable<Found> Comments(AppDbContext db, Actor actor, SearchQuery wanted, List<string> words)
    {
        var comments = db.CommentsVisibleTo(actor).Where(c =>
            (wanted.OrganizationId == null || c.OrganizationId == wanted.OrganizationId)
            && (wanted.ProjectId == null || db.Tasks.Any(t => t.Id == c.TaskId && t.ProjectId == wanted.ProjectId)));
        foreach (var word in words)
        {
            comments = comments.Where(c => EF.Functions.Like(c.Body, word, AppDbContext.LikeEscape));
        }

        return comments.Select(c => new Found { Kind = FoundKind.Comment, Id = c.Id, CreatedAt = c.CreatedAt, UpdatedAt = c.UpdatedAt });
    }

    private static IQueryable<Found> Projects(AppDbContext db, Actor actor, SearchQuery wanted, List<string> words)
    {
        var projects = db.Projects.VisibleTo(actor).Where(p =>
            (wanted.OrganizationId == null || p.OrganizationId == wanted.OrganizationId) && (wanted.ProjectId == null || p.Id == wanted.ProjectId));
        foreach (var word in words)
        {
            projects = projects.Where(p => EF.Functions.Like(p.Name, word, AppDbContext.LikeEscape) || EF.Functions.Like(p.Description, word, AppDbContext.LikeEscape));
        }

        return projects.Select(p => new Found { Kind = FoundKind.Project, Id = p.Id, CreatedAt = p.CreatedAt, UpdatedAt = p.UpdatedAt });
    }

    private sealed record Found
    {
        public required FoundKind Kind { get; init; }
        public required long Id { get; init; }
        public required DateTimeOffset CreatedAt { get; init; }
        public required DateTimeOffset UpdatedAt { get; init; }
    }
}
