using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>What was done to a label.</summary>
/// <param name="Name">What it is called now; null when it is gone.</param>
/// <param name="Back">What takes it back.</param>
public sealed record ChangedLabel(string? Name, LabelBack Back);

/// <summary>What takes a change of a label back: for each thing that changed what it was, and what it became.</summary>
public sealed record LabelBack(
    long ProjectId,
    IReadOnlyList<OneEdit> Tasks,
    IReadOnlyList<WasLabeled> Templates,
    IReadOnlyList<WasAsked> Views,
    IReadOnlyList<WasColored> Colors);

/// <summary>A template and its labels.</summary>
public sealed record WasLabeled(long Id, IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>A saved view and what it asks for.</summary>
public sealed record WasAsked(long Id, string Before, string After);

/// <summary>A label and its color.</summary>
public sealed record WasColored(string Label, LabelHue? Before, LabelHue? After);

/// <summary>
/// The one way in which a label changes on all tasks of a project. It may be on thousands: they change and tell as in a change of several tasks,
/// but whom they name and who watches them is asked once for all.
/// </summary>
internal static class LabelChange
{
    public static async Task<Result<ChangedLabel>> ApplyAsync(
        AppDbContext db, Actor actor, long projectId, string from, string? to, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.OrganizationOfAsync(actor, projectId, cancel) is null)
        {
            return Failure.NotFound(ProjectsText.Project);
        }

        from = Names.Tidy(from);
        var all = await db.Tasks.Where(t => t.ProjectId == projectId && t.Labels.Count > 0).Select(t => t.Labels).ToListAsync(cancel);
        var spellings = all.SelectMany(l => l).Where(l => CountLabels.Is(l, from)).Distinct().ToList();
        var colors = await db.LabelColors.Where(c => c.ProjectId == projectId).ToListAsync(cancel);
        if (spellings.Count == 0 && !colors.Exists(c => CountLabels.Is(c.Name, from)))
        {
            return Failure.NotFound(TasksText.Label);
        }

        if (to is not null && !CountLabels.Is(from, to))
        {
            to = CountLabels.Spellings(all).Where(l => CountLabels.Is(l.Name, to)).Select(l => l.Name).FirstOrDefault(to);
        }

        List<string> Labels(IReadOnlyList<string> labels) =>
            labels.Any(l => CountLabels.Is(l, from))
                ? TaskEdit.Tidy([.. labels.Where(l => to is not null || !CountLabels.Is(l, from)).Select(l => CountLabels.Is(l, from) ? to! : l)])
                : [.. labels];

        var carry = db.Tasks.Where(t => t.ProjectId == projectId && t.Labels.Any(l => spellings.Contains(l)));
        var back = new LabelBack(
            projectId,
            await RelabelAsync(db, actor, carry, task => Labels(task.Labels), now, cancel),
            await TemplatesAsync(db, projectId, Labels, cancel),
            to is null ? [] : await ViewsAsync(db, projectId, from, to, cancel),
            Recolor(db, colors, projectId, from, to));
        Signal(db, projectId);
        await db.SaveChangesAsync(cancel);
        return new ChangedLabel(to, back);
    }

    public static async Task<Result<IReadOnlyList<long>>> TakeBackAsync(AppDbContext db, Actor actor, LabelBack back, DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.OrganizationOfAsync(actor, back.ProjectId, cancel) is null)
        {
            return Failure.NotFound(ProjectsText.Project);
        }

        var edits = back.Tasks.ToDictionary(t => t.Id);
        var ids = edits.Keys.ToList();
        var those = db.Tasks.VisibleTo(actor).Where(t => ids.Contains(t.Id));
        var taken = await RelabelAsync(
            db, actor, those, task => [.. task.Unless(edits[task.Id].Edit, edits[task.Id].Set!).Labels.Or(task.Labels) ?? []], now, cancel);
        foreach (var template in await db.TaskTemplates.Where(t => t.ProjectId == back.ProjectId).ToListAsync(cancel))
        {
            var was = back.Templates.FirstOrDefault(t => t.Id == template.Id && t.After.SequenceEqual(template.Labels));
            template.Labels = was is null ? template.Labels : [.. was.Before];
        }

        foreach (var view in await db.SavedViews.Where(v => v.ProjectId == back.ProjectId).ToListAsync(cancel))
        {
            view.Query = back.Views.FirstOrDefault(v => v.Id == view.Id && v.After == view.Query)?.Before ?? view.Query;
        }

        var colors = await db.LabelColors.Where(c => c.ProjectId == back.ProjectId).ToListAsync(cancel);
        foreach (var (label, before, after) in back.Colors)
        {
            if (colors.Find(c => CountLabels.Is(c.Name, label))?.Hue == after)
            {
                ColorLabel.Set(db, colors, back.ProjectId, label, before);
            }
        }

        Signal(db, back.ProjectId);
        await db.SaveChangesAsync(cancel);
        return ids.Except(taken.Select(t => t.Id)).ToList();
    }

    private static void Signal(AppDbContext db, long projectId)
    {
        db.Signal(Topic.Labels(projectId));
        db.Signal(Topic.Project(projectId));
    }

    /// <summary>Writes new labels to those of the tasks that get others, each with its event; answers what takes it back.</summary>
    private static async Task<List<OneEdit>> RelabelAsync(
        AppDbContext db, Actor actor, IQueryable<TaskItem> tasks, Func<TaskItem, List<string>> labels, DateTimeOffset now, CancellationToken cancel)
    {
        var watchers = await db.WatchersAsync(tasks, cancel);
        var people = await TasksOfProject.PeopleAsync(db, tasks, cancel);
        var back = new List<OneEdit>();
        foreach (var task in await tasks.OrderBy(t => t.Id).ToListAsync(cancel))
        {
            var (before, after) = (task.Labels, labels(task));
            if (after.SequenceEqual(before))
            {
                continue;
            }

            task.Labels = after;
            task.Version++;
            task.UpdatedAt = now;
            var changes = new Dictionary<string, object?[]> { ["labels"] = [before.ToArray(), after.ToArray()] };
            db.Record(actor, TasksOfProject.Draft(EventTypes.TaskUpdated, task, watchers, people) with { Changes = changes }, now);
            back.Add(new OneEdit(task.Id, With(before), With(after)));
        }

        return back;
    }

    private static TaskEdit With(IReadOnlyList<string> labels) => new() { Labels = Given.Of(labels) };

    private static async Task<List<WasLabeled>> TemplatesAsync(AppDbContext db, long projectId, Func<IReadOnlyList<string>, List<string>> labels, CancellationToken cancel)
    {
        var was = new List<WasLabeled>();
        foreach (var template in await db.TaskTemplates.Where(t => t.ProjectId == projectId).ToListAsync(cancel))
        {
            var (before, after) = (template.Labels, labels(template.Labels));
            if (!after.SequenceEqual(before))
            {
                template.Labels = after;
                was.Add(new WasLabeled(template.Id, before, after));
            }
        }

        return was;
    }

    private static async Task<List<WasAsked>> ViewsAsync(AppDbContext db, long projectId, string from, string to, CancellationToken cancel)
    {
        var was = new List<WasAsked>();
        foreach (var view in await db.SavedViews.Where(v => v.ProjectId == projectId).ToListAsync(cancel))
        {
            var (before, after) = (view.Query, TaskFilter.Relabeled(view.Query, from, to));
            if (after != before && after.Length <= SavedView.QueryLength)
            {
                view.Query = after;
                was.Add(new WasAsked(view.Id, before, after));
            }
        }

        return was;
    }

    /// <summary>The color goes with the name, unless the other name has one already.</summary>
    private static List<WasColored> Recolor(AppDbContext db, List<LabelColor> colors, long projectId, string from, string? to)
    {
        if (colors.Find(c => CountLabels.Is(c.Name, from)) is not { } old || (to is not null && CountLabels.Is(from, to)))
        {
            return [];
        }

        var was = new List<WasColored> { new(old.Name, old.Hue, null) };
        if (to is not null && !colors.Exists(c => CountLabels.Is(c.Name, to)))
        {
            was.Add(new(to, null, old.Hue));
            ColorLabel.Set(db, colors, projectId, to, old.Hue);
        }

        db.LabelColors.Remove(old);
        return was;
    }
}
