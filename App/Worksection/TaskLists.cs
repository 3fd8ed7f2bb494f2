using System.Linq.Expressions;
using System.Text.Json.Nodes;
using TaskHub.Api;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub.Worksection;

/// <summary>The actions that answer many tasks.</summary>
internal sealed class TaskLists(ReadTasks read, ReadProjects projects, TaskShapes shapes, People people)
{
    private static readonly TaskState[] Active = [TaskState.New, TaskState.Open, TaskState.Hold];
    private static readonly TaskState[] Done = [TaskState.Resolved, TaskState.Rejected];

    public async Task<JsonObject> OfProjectAsync(Question question)
    {
        var project = question.Given.RequiredId("id_project");
        await CheckAsync(question, project);
        return await AnswerAsync(question, new TaskQuery { ProjectId = project, Status = Wanted(question) });
    }

    /// <summary>The tasks of all projects; those of archived ones only when <c>extra=archive</c> asks for them.</summary>
    public Task<JsonObject> AllAsync(Question question) =>
        AnswerAsync(question, new TaskQuery { Status = Wanted(question), InArchivedProject = question.Given.Wants("archive") ? null : false });

    public async Task<JsonObject> SearchAsync(Question question)
    {
        var given = question.Given;
        string[] any = ["filter", "id_project", "id_task", "email_user_from", "email_user_to"];
        if (!any.Any(given.Has))
        {
            throw new Refusal(10, WorksectionText.OneRequired, string.Join(", ", any));
        }

        if (given.Id("id_project") is { } project)
        {
            await CheckAsync(question, project);
        }

        return await AnswerAsync(question, new TaskQuery
        {
            ProjectId = given.Id("id_project"),
            Status = given.Text("status") switch
            {
                null or "" => [],
                "active" => Active,
                "done" => Done,
                _ => throw Refusal.Invalid("status"),
            },
            Conditions = Conditions(given, await people.OfAsync(question)),
        });
    }

    private static List<Expression<Func<TaskItem, bool>>> Conditions(Parameters given, Roster roster)
    {
        List<Expression<Func<TaskItem, bool>>> all = [];
        if (given.Id("id_task") is { } id)
        {
            all.Add(t => t.Id == id);
        }

        if (given.Has("email_user_from"))
        {
            var author = (roster.ByEmail(given.Text("email_user_from")!) ?? throw Refusal.Email("email_user_from")).Person.Id;
            all.Add(t => t.UserId == author);
        }

        if (given.Has("email_user_to"))
        {
            var executive = roster.Executive(given.Text("email_user_to")!);
            all.Add(t => t.AssignedId == executive);
        }

        if (given.Has("filter"))
        {
            all.Add(TaskSearch.Parse(given.Text("filter")!));
        }

        return all;
    }

    private static TaskState[] Wanted(Question question) => question.Given.OnlyActive ? Active : [];

    private async Task CheckAsync(Question question, long project)
    {
        if (!(await projects.OneAsync(question.Actor, project, question.Cancel)).Ok)
        {
            throw Refusal.Project;
        }
    }

    private async Task<JsonObject> AnswerAsync(Question question, TaskQuery wanted)
    {
        var page = await read.RunAsync(
            question.Actor, wanted with { OrganizationId = question.OrganizationId }, new Paging(1, Limits.Records, "id", Descending: false), question.Cancel);
        return page.Total > Limits.Records
            ? throw new Refusal(11, WorksectionText.TooManyTasks)
            : Actions.Ok(await shapes.ShowAsync(question, page.Items));
    }
}
