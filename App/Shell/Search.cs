using Microsoft.EntityFrameworkCore;
using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Ui;

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

/// <summary>Something that was found, as a page shows it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="TaskId">The task, also of a comment.</param>
/// <param name="Title">The name of the task or the project.</param>
/// <param name="Text">The description or the comment.</param>
/// <param name="Project">Where it is.</param>
/// <param name="Done">The task is done.</param>
/// <param name="At">When it changed last.</param>
/// <param name="Href">Where it leads.</param>
public sealed record SearchHit(FoundKind Kind, long Id, long? TaskId, string Title, string Text, string Project, bool Done, DateTimeOffset At, string Href)
{
    /// <summary>A file of the task by whose name it was found.</summary>
    public string? File { get; init; }
}

/// <summary>Finds tasks, comments and projects that the actor sees by what stands in them, what changed last first.</summary>
public sealed class Search(IDbContextFactory<AppDbContext> contexts)
{
    private static readonly OrderFields<Found> Order = new(("updated_at", f => f.UpdatedAt), ("created_at", f => f.CreatedAt), ("id", f => f.Id));

    internal static IEnumerable<string> Orders => Order.Names;

    /// <summary>As the API shows it.</summary>
    public async Task<Page<Payload>> RunAsync(Actor actor, SearchQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var page = await FindAsync(actor, wanted, paging, cancel);
        var shown = (await db.ReadTasksAsync(Ids(page, FoundKind.Task), cancel)).ToDictionary(t => (FoundKind.Task, t.Id), Payload (t) => t);
        foreach (var comment in await db.ReadCommentsAsync(Ids(page, FoundKind.Comment), cancel))
        {
            shown[(FoundKind.Comment, comment.Id)] = comment;
        }

        foreach (var project in await db.ReadProjectsAsync(Ids(page, FoundKind.Project), cancel))
        {
            shown[(FoundKind.Project, project.Id)] = project;
        }

        return new Page<Payload>([.. page.Items.Select(f => shown.GetValueOrDefault((f.Kind, f.Id))).OfType<Payload>()], page.Total);
    }

    /// <summary>As the page shows it.</summary>
    public async Task<Page<SearchHit>> HitsAsync(Actor actor, SearchQuery wanted, Paging paging, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var page = await FindAsync(actor, wanted, paging, cancel);
        var (tasks, comments, projects) = (Ids(page, FoundKind.Task), Ids(page, FoundKind.Comment), Ids(page, FoundKind.Project));
        var hits = await db.Tasks.Where(t => tasks.Contains(t.Id))
            .Join(db.Projects, t => t.ProjectId, p => p.Id, (t, p) => new SearchHit(
                FoundKind.Task, t.Id, t.Id, t.Name, t.Description, p.Name, t.State == TaskState.Resolved || t.State == TaskState.Rejected, t.UpdatedAt,
                "/app/tasks/" + t.Id))
            .ToListAsync(cancel);
        var words = new SearchWords(wanted.Text).All;
        var files = (await db.Attachments.Where(a => tasks.Contains(a.TaskId)).OrderBy(a => a.Id).Select(a => new { a.TaskId, a.Name }).ToListAsync(cancel))
            .Where(a => Highlight.Holds(a.Name, words)).ToLookup(a => a.TaskId, a => a.Name);
        hits = hits.ConvertAll(h => h with { File = files[h.Id].FirstOrDefault() });
        hits.AddRange(await (
            from c in db.Comments
            where comments.Contains(c.Id)
            join t in db.Tasks on c.TaskId equals t.Id
            join p in db.Projects on t.ProjectId equals p.Id
            select new SearchHit(
                FoundKind.Comment, c.Id, t.Id, t.Name, c.Body, p.Name, t.State == TaskState.Resolved || t.State == TaskState.Rejected, c.UpdatedAt,
                "/app/tasks/" + t.Id + "#comment-" + c.Id)).ToListAsync(cancel));
        hits.AddRange(await db.Projects.Where(p => projects.Contains(p.Id))
            .Select(p => new SearchHit(
                FoundKind.Project, p.Id, null, p.Name, p.Description, p.Name, p.Archived, p.UpdatedAt,
                "/app/organization/" + p.OrganizationId + "/projects/" + p.Id))
            .ToListAsync(cancel));
        var shown = hits.ToDictionary(h => (h.Kind, h.Id));
        return new Page<SearchHit>([.. page.Items.Select(f => shown.GetValueOrDefault((f.Kind, f.Id))).OfType<SearchHit>()], page.Total);
    }

    private async Task<Page<Found>> FindAsync(Actor actor, SearchQuery wanted, Paging paging, CancellationToken cancel)
    {
        // A word that stands nearly everywhere takes as long to count as to put in order, and each kind takes its time.
        var words = new SearchWords(wanted.Text);
        var opened = new List<AppDbContext>();
        try
        {
            var parts = new List<(IQueryable<Found>, IQueryable<Found>)>();
            foreach (var kind in wanted.Kinds.Count > 0 ? wanted.Kinds.Distinct() : Enum.GetValues<FoundKind>())
            {
                opened.Add(await contexts.CreateDbContextAsync(cancel));
                opened.Add(await contexts.CreateDbContextAsync(cancel));
                parts.Add((Of(kind, opened[^2], actor, wanted, words), Of(kind, opened[^1], actor, wanted, words)));
            }

            return await Order.PageAsync(parts, paging, f => f.Id, cancel);
        }
        finally
        {
            foreach (var db in opened)
            {
                await db.DisposeAsync();
            }
        }
    }

    private static IQueryable<Found> Of(FoundKind kind, AppDbContext db, Actor actor, SearchQuery wanted, SearchWords words) => kind switch
    {
        FoundKind.Task => Tasks(db, actor, wanted, words),
        FoundKind.Comment => Comments(db, actor, wanted, words),
        _ => Projects(db, actor, wanted, words),
    };

    private static List<long> Ids(Page<Found> page, FoundKind kind) => [.. page.Items.Where(f => f.Kind == kind).Select(f => f.Id)];

    private static IQueryable<Found> Tasks(AppDbContext db, Actor actor, SearchQuery wanted, SearchWords words)
    {
        var tasks = db.Tasks.VisibleTo(actor).Where(t =>
            (wanted.OrganizationId == null || t.OrganizationId == wanted.OrganizationId) && (wanted.ProjectId == null || t.ProjectId == wanted.ProjectId));
        // Somebody who says TH-42 means that task, whatever is written in it; a bare number is a word as any other.
        var key = wanted.Text.AsSpan().TrimStart() is [var first, ..] && !char.IsAsciiDigit(first) ? TaskKey.TryParse(wanted.Text) : null;
        if (words.Match is { } match)
        {
            var found = key is null ? db.TaskTexts(match) : db.TaskTexts(match).Union(db.Tasks.Where(t => t.Id == key).Select(t => t.Id));
            tasks = tasks.Join(found, t => t.Id, id => id, (t, _) => t);
        }

        foreach (var word in words.Patterns)
        {
            tasks = tasks.Where(t => t.Id == key || EF.Functions.Like(t.Name, word, AppDbContext.LikeEscape) || EF.Functions.Like(t.Description, word, AppDbContext.LikeEscape));
        }

        return tasks.Select(t => new Found { Kind = FoundKind.Task, Id = t.Id, CreatedAt = t.CreatedAt, UpdatedAt = t.UpdatedAt });
    }

    private static IQueryable<Found> Comments(AppDbContext db, Actor actor, SearchQuery wanted, SearchWords words)
    {
        var comments = db.CommentsVisibleTo(actor).Where(c =>
            (wanted.OrganizationId == null || c.OrganizationId == wanted.OrganizationId)
            && (wanted.ProjectId == null || db.Tasks.Any(t => t.Id == c.TaskId && t.ProjectId == wanted.ProjectId)));
        comments = words.Match is { } match ? comments.Join(db.CommentTexts(match), c => c.Id, id => id, (c, _) => c) : comments;
        foreach (var word in words.Patterns)
        {
            comments = comments.Where(c => EF.Functions.Like(c.Body, word, AppDbContext.LikeEscape));
        }

        return comments.Select(c => new Found { Kind = FoundKind.Comment, Id = c.Id, CreatedAt = c.CreatedAt, UpdatedAt = c.UpdatedAt });
    }

    private static IQueryable<Found> Projects(AppDbContext db, Actor actor, SearchQuery wanted, SearchWords words)
    {
        var projects = db.Projects.VisibleTo(actor).Where(p =>
            (wanted.OrganizationId == null || p.OrganizationId == wanted.OrganizationId) && (wanted.ProjectId == null || p.Id == wanted.ProjectId));
        projects = words.Match is { } match ? projects.Join(db.ProjectTexts(match), p => p.Id, id => id, (p, _) => p) : projects;
        foreach (var word in words.Patterns)
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
