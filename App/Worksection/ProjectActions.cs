using System.Text.Json.Nodes;
using TaskHub.Api;
using TaskHub.Events;
using TaskHub.Organizations;
using TaskHub.Projects;

namespace TaskHub.Worksection;

/// <summary>The actions about projects. An archived project is Worksection's closed one; no project sleeps ("pending") here.</summary>
internal sealed class ProjectActions(
    ReadProjects read, CreateProject create, EditProject edit, FindOrganization organizations, People people)
{
    private static readonly Paging All = new(1, int.MaxValue, "id", Descending: false);

    public async Task<JsonObject> ListAsync(Question question)
    {
        bool? archived = question.Given.Text("filter") switch
        {
            null or "" => null,
            "active" => false,
            "archive" or "archived" => true,
            "pending" => null,
            _ => throw Refusal.Invalid("filter"),
        };
        var found = question.Given.Text("filter") == "pending"
            ? []
            : (await read.RunAsync(question.Actor, new ProjectQuery(question.OrganizationId, archived), All, question.Cancel)).Items;
        var show = await ShowAsync(question);
        return Actions.Ok(new JsonArray([.. found.Select(show)]));
    }

    public async Task<JsonObject> GetAsync(Question question) =>
        Actions.Ok((await ShowAsync(question))(await OneAsync(question)));

    public async Task<JsonObject> PostAsync(Question question)
    {
        var title = question.Given.Required("title");
        NotTaken(question.Given);
        var roster = await people.OfAsync(question);
        var actor = await people.ActorAsync(question, roster);
        var text = Shapes.Cut(question.Given.Text("text") ?? "", Limits.Text);
        var made = await create.RunAsync(actor, new NewProject(question.OrganizationId, title, text), question.Cancel);
        return made.Ok ? Actions.Ok((await ShowAsync(question))(made.Value)) : throw Refusal.Of(made.Failure, Refusal.Project);
    }

    public async Task<JsonObject> UpdateAsync(Question question)
    {
        var id = question.Given.RequiredId("id_project");
        NotTaken(question.Given);
        var change = question.Given.Has("title") ? new ProjectEdit { Name = question.Given.Text("title")! } : new ProjectEdit();
        return Actions.Ok((await ShowAsync(question))(await EditAsync(question, id, change)));
    }

    public async Task<JsonObject> CloseAsync(Question question)
    {
        var project = await OneAsync(question);
        if (project.Archived)
        {
            throw new Refusal(12, WorksectionText.ProjectClosed);
        }

        await EditAsync(question, project.Id, new ProjectEdit { Archived = true });
        return Actions.Ok();
    }

    public async Task<JsonObject> ActivateAsync(Question question)
    {
        var project = await OneAsync(question);
        if (!project.Archived)
        {
            throw new Refusal(12, WorksectionText.ProjectActive);
        }

        await EditAsync(question, project.Id, new ProjectEdit { Archived = false });
        return Actions.Ok();
    }

    // Files would be lost without a word.
    private static void NotTaken(Parameters given)
    {
        if (given.Has("attach"))
        {
            throw Refusal.NotSupported("attach");
        }
    }

    private async Task<ProjectPayload> OneAsync(Question question)
    {
        var found = await read.OneAsync(question.Actor, question.Given.RequiredId("id_project"), question.Cancel);
        return found.Ok ? found.Value : throw Refusal.Project;
    }

    private async Task<ProjectPayload> EditAsync(Question question, long id, ProjectEdit change)
    {
        var changed = await edit.RunAsync(question.Actor, id, change, question.Cancel);
        return changed.Ok ? changed.Value : throw Refusal.Of(changed.Failure, Refusal.Project);
    }

    private async Task<Func<ProjectPayload, JsonObject>> ShowAsync(Question question)
    {
        var roster = await people.OfAsync(question);
        var organization = await organizations.RunAsync(question.Actor, question.OrganizationId, question.Cancel);
        return project => Shapes.Project(project, organization.Value.Name, roster, question.Given);
    }
}
