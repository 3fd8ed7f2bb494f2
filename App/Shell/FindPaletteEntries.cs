using System.Globalization;
using TaskHub.Api;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Ui;

namespace TaskHub;

/// <summary>From where the palette was opened.</summary>
/// <param name="View">The frame around the page.</param>
/// <param name="ProjectId">The project that is open, if one is.</param>
/// <param name="TaskId">The task that the reader is at, if they are.</param>
/// <param name="Keys">The single keys that do something on the page.</param>
public sealed record PalettePlace(FrameView View, long? ProjectId, long? TaskId, IReadOnlySet<string> Keys);

/// <summary>What the palette offers: everything that can be gone to or done from here, and, as soon as something is typed, tasks.</summary>
public sealed class FindPaletteEntries(Search search, ReadTasks tasks, FindProject projects, FindAssignees people)
{
    private const int MostTasks = 8;
    private const int MostOfKind = 6;
    private const int MostComments = 4;
    private const int MostOfComment = 90;

    /// <summary>Better than letters that are strewn over a page's name, not as good as a word of it.</summary>
    private const int TaskScore = 45;
    private const int CommentScore = 20;

    /// <summary>What is there whatever is typed.</summary>
    public async Task<IReadOnlyList<PaletteEntry>> AllAsync(Actor actor, PalettePlace place, CancellationToken cancel = default)
    {
        var found = new List<PaletteEntry>([.. PaletteEntries.OfTask(place), .. PaletteEntries.Projects(place.View), .. PaletteEntries.Pages(place.View), .. PaletteEntries.Actions(place)]);
        if (place.ProjectId is { } id && await projects.RunAsync(actor, id, cancel) is { Ok: true } project)
        {
            var organization = project.Value.Project.OrganizationId;
            found.AddRange((await people.RunAsync(actor, organization, id, cancel)).Select(person => new PaletteEntry(PaletteKind.Person, ShellText.TasksOf(person.Name), "user")
            {
                Href = new ProjectAddress(organization, id)
                {
                    View = WorkView.List,
                    Filter = new() { Assignee = person.Id.ToString(CultureInfo.InvariantCulture) },
                }.ToString(),
                Beside = project.Value.Project.Name,
            }));
        }

        return found;
    }

    /// <summary>Those of <paramref name="all"/> that fit, the best heading first.</summary>
    public static IReadOnlyList<PaletteEntry> Fitting(IEnumerable<PaletteEntry> all, string typed)
    {
        var fitting = all
            .Select(c => (Entry: c, Match: FuzzyMatch.Of(c.Text, typed) ?? (FuzzyMatch.Of(c.Words, typed) is { Score: > TaskScore } other ? other with { At = [] } : null)))
            .Where(x => x.Match is not null)
            .Select(x => x.Entry with { Match = x.Match! })
            .GroupBy(c => c.Kind)
            .SelectMany(g => g.OrderByDescending(c => c.Match.Score).Take(MostOfKind))
            .ToList();
        return [.. fitting.GroupBy(c => c.Kind).OrderByDescending(g => g.Max(c => c.Match.Score)).SelectMany(g => g)];
    }

    /// <summary>What is found by what is typed: tasks, by their keys and by the words in them, comments, and last the page that looks everywhere.</summary>
    public async Task<IReadOnlyList<PaletteEntry>> TypedAsync(Actor actor, PalettePlace place, string typed, CancellationToken cancel = default) =>
    [
        .. await TasksAsync(actor, place, typed, cancel),
        .. typed.Length > 1 ? await CommentsAsync(actor, typed, cancel) : [],
        new(PaletteKind.Search, ShellText.SearchFurther(typed), "search") { Href = $"/app/search?q={Uri.EscapeDataString(typed)}", Match = new(0, []) },
    ];

    private async Task<IReadOnlyList<PaletteEntry>> CommentsAsync(Actor actor, string typed, CancellationToken cancel)
    {
        var page = await search.HitsAsync(actor, new SearchQuery(typed, null, null, [FoundKind.Comment]), new Paging(Size: MostComments), cancel);
        var words = new SearchWords(typed).All;
        return [.. page.Items.Select(hit => new PaletteEntry(
            PaletteKind.Comment, string.Concat(Highlight.Parts(SafeMarkdown.ToText(hit.Text), words, MostOfComment).Select(p => p.Text)), "message-square")
        {
            Href = hit.Href,
            Mark = TaskKey.For(hit.TaskId!.Value),
            Beside = hit.Project,
            Match = new(CommentScore, []),
        })];
    }

    private async Task<List<PaletteEntry>> TasksAsync(Actor actor, PalettePlace place, string typed, CancellationToken cancel)
    {
        var found = new List<TaskPayload>();
        if (TaskKey.TryParse(typed) is { } id && await tasks.OneAsync(actor, id, cancel) is { Ok: true } one)
        {
            found.Add(one.Value);
        }

        if (typed.Length > 1)
        {
            var page = await search.RunAsync(actor, new SearchQuery(typed, null, null, [FoundKind.Task]), new Paging(Size: MostTasks), cancel);
            found.AddRange(page.Items.OfType<TaskPayload>().Where(t => found.All(f => f.Id != t.Id)));
        }

        return [.. found.Select(task => OfTask(PaletteKind.Task, task, place.View) with { Match = FuzzyMatch.Of(task.Name, typed) ?? new(TaskScore, []) })];
    }

    /// <summary>What was open last, by its names in the browser's memory; names and rights are those of now.</summary>
    public async Task<IReadOnlyList<PaletteEntry>> RecentAsync(Actor actor, PalettePlace place, IEnumerable<string> names, CancellationToken cancel = default)
    {
        var found = new List<PaletteEntry>();
        foreach (var name in names.Take(MostOfKind))
        {
            var id = long.TryParse(name.AsSpan(name.IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;
            if (name.StartsWith("task:", StringComparison.Ordinal) && id != place.TaskId && await tasks.OneAsync(actor, id, cancel) is { Ok: true } task)
            {
                found.Add(OfTask(PaletteKind.Recent, task.Value, place.View));
            }
            else if (name.StartsWith("project:", StringComparison.Ordinal) && id != place.ProjectId && await projects.RunAsync(actor, id, cancel) is { Ok: true } project)
            {
                found.Add(PaletteEntries.OfProject(PaletteKind.Recent, project.Value.Project));
            }
        }

        return found;
    }

    private static PaletteEntry OfTask(PaletteKind kind, TaskPayload task, FrameView view) =>
        new(kind, task.Name, task.Status is "resolved" or "rejected" ? "circle-check" : "circle-dashed")
        {
            Href = $"/app/tasks/{task.Id}",
            Mark = TaskKey.For(task.Id),
            Beside = view.Projects.FirstOrDefault(p => p.Id == task.ProjectId)?.Name,
        };
}
