using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Live;
using TaskHub.Projects;

namespace TaskHub.Tasks;

/// <summary>Keeps a way of looking at a project, for oneself or for everyone who sees it. The same name of one's own is written over.</summary>
public sealed class SaveView(WriteGate gate, TimeProvider time)
{
    /// <summary>How many a person can keep in one project.</summary>
    public const int MostOfPerson = 50;

    public Task<Result<ViewRow>> RunAsync(Actor actor, long projectId, string name, string query, bool shared, CancellationToken cancel = default) =>
        gate.RunAsync<Result<ViewRow>>(
            async db =>
            {
                var organization = await db.OrganizationOfAsync(actor, projectId, cancel);
                if (organization is null)
                {
                    return Failure.NotFound("project");
                }

                name = Names.Tidy(name);
                var errors = new FieldErrors();
                var mine = await db.SavedViews.Where(v => v.ProjectId == projectId && v.UserId == actor.UserId).ToListAsync(cancel);
                var view = mine.Find(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase));
                errors.AddIf(name.Length == 0, "name", TasksText.NameRequired);
                errors.AddIf(name.Length > SavedView.NameLength, "name", TasksText.ViewNameTooLong);
                errors.AddIf(query.Length > SavedView.QueryLength, "query", TasksText.ViewTooLong);
                errors.AddIf(view is null && mine.Count >= MostOfPerson, "name", TasksText.TooManyViews);
                errors.AddIf(shared && !actor.IsParticipant(organization.Value), "shared", TasksText.MayNotShare);
                if (errors.Any)
                {
                    return errors.ToFailure();
                }

                if (view is null)
                {
                    view = new SavedView
                    {
                        OrganizationId = organization.Value,
                        ProjectId = projectId,
                        UserId = actor.UserId,
                        Name = name,
                        Query = query,
                        CreatedAt = time.GetUtcNow(),
                    };
                    db.SavedViews.Add(view);
                }

                (view.Query, view.Shared) = (query, shared);
                db.Signal(Topic.Project(projectId));
                await db.SaveChangesAsync(cancel);
                return new ViewRow(view.Id, view.Name, view.Query, view.Shared, MayChange: true);
            },
            cancel);
}

/// <summary>Forgets a saved view: one's own, or as an administrator a shared one.</summary>
public sealed class DeleteView(WriteGate gate)
{
    public Task<Result<Done>> RunAsync(Actor actor, long id, CancellationToken cancel = default) =>
        gate.RunAsync<Result<Done>>(
            async db =>
            {
                var view = await db.SavedViews.SingleOrDefaultAsync(v => v.Id == id && (v.UserId == actor.UserId || v.Shared), cancel);
                if (view is null || !actor.Sees(view.OrganizationId, view.ProjectId))
                {
                    return Failure.NotFound(TasksText.View);
                }

                if (view.UserId != actor.UserId && !actor.IsAdministrator(view.OrganizationId))
                {
                    return Failure.Forbidden();
                }

                db.SavedViews.Remove(view);
                db.Signal(Topic.Project(view.ProjectId));
                await db.SaveChangesAsync(cancel);
                return default(Done);
            },
            cancel);
}

/// <summary>The saved views of a project that the reader is offered: their own and the shared ones, by name.</summary>
public sealed class FindViews(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<IReadOnlyList<ViewRow>> RunAsync(Actor actor, long projectId, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var visible = db.Projects.VisibleTo(actor).Where(p => p.Id == projectId);
        var views = await db.SavedViews.AsNoTracking()
            .Where(v => v.ProjectId == projectId && visible.Any() && (v.UserId == actor.UserId || v.Shared))
            .OrderBy(v => v.Name)
            .ToListAsync(cancel);
        return views.ConvertAll(v => new ViewRow(v.Id, v.Name, v.Query, v.Shared, v.UserId == actor.UserId || actor.IsAdministrator(v.OrganizationId)));
    }
}
