using System.Globalization;
using System.Text.Json.Nodes;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Projects;
using TaskHub.Tasks;

namespace TaskHub.Worksection;

/// <summary>The actions about one task.</summary>
internal sealed class TaskActions(
    ReadTasks read, ReadProjects projects, CreateTask create, EditTask edit, CompleteTask complete, ReopenTask reopen, TaskShapes shapes, People people,
    SubtaskActions subtasks)
{
    public async Task<JsonObject> GetAsync(Question question) =>
        SubtaskActions.IsMeant(question) ? await subtasks.GetAsync(question) : Actions.Ok(await shapes.ShowAsync(question, await OneAsync(question)));

    public async Task<JsonObject> PostAsync(Question question)
    {
        var given = question.Given;
        if (given.Has("id_parent"))
        {
            return await subtasks.PostAsync(question);
        }

        var project = given.RequiredId("id_project");
        var title = given.Required("title");
        Wording.NotTaken(given);
        if (!(await projects.OneAsync(question.Actor, project, question.Cancel)).Ok)
        {
            throw Refusal.Project;
        }

        var roster = await people.OfAsync(question);
        var task = new NewTask(project, title)
        {
            Description = Wording.Of(given, roster),
            Priority = Priority(given) ?? 0,
            StartOn = given.Date("datestart"),
            DueOn = given.Date("dateend"),
            AssignedId = given.Has("email_user_to") ? roster.Executive(given.Text("email_user_to")!) : null,
            Labels = given.List("tags"),
        };
        var made = await create.RunAsync(await people.ActorAsync(question, roster), task, question.Cancel);
        return made.Ok ? Actions.Ok(await shapes.ShowAsync(question, made.Value)) : throw Refusal.Of(made.Failure, Refusal.Project);
    }

    public async Task<JsonObject> UpdateAsync(Question question)
    {
        if (SubtaskActions.IsMeant(question))
        {
            return await subtasks.UpdateAsync(question);
        }

        var given = question.Given;
        var id = given.RequiredId("id_task");
        var priority = Priority(given);
        var change = new TaskEdit
        {
            Name = given.Has("title") ? given.Text("title")! : default(Given<string>),
            Priority = priority is { } number ? number : default(Given<int>),
            StartOn = Date(given, "datestart"),
            DueOn = Date(given, "dateend"),
            AssignedId = given.Has("email_user_to")
                ? (await people.OfAsync(question)).Executive(given.Text("email_user_to")!) : default(Given<long?>),
            Labels = given.Text("tags") is null ? default : Given.Of(given.List("tags")),
        };
        return await AnswerAsync(question, await edit.RunAsync(question.Actor, id, change, question.Cancel));
    }

    public async Task<JsonObject> CompleteAsync(Question question)
    {
        if (SubtaskActions.IsMeant(question))
        {
            return await subtasks.CompleteAsync(question);
        }

        var task = await OneAsync(question);
        if (task.CompletedAt is not null)
        {
            throw new Refusal(12, WorksectionText.TaskClosed);
        }

        if (task.ResolvedSubtasksCount < task.SubtasksCount)
        {
            throw new Refusal(13, WorksectionText.TaskHasChildren);
        }

        return await AnswerAsync(question, await complete.RunAsync(question.Actor, task.Id, question.Cancel));
    }

    public async Task<JsonObject> ReopenAsync(Question question)
    {
        if (SubtaskActions.IsMeant(question))
        {
            return await subtasks.ReopenAsync(question);
        }

        var task = await OneAsync(question);
        if (task.CompletedAt is null)
        {
            throw new Refusal(12, WorksectionText.TaskActive);
        }

        var opened = await reopen.RunAsync(question.Actor, task.Id, question.Cancel);
        return opened.Ok ? Actions.Ok() : throw Refusal.Of(opened.Failure, Refusal.Task);
    }

    // An empty date takes the date away; one that is missing leaves it.
    private static Given<DateOnly?> Date(Parameters given, string name) => given.Text(name) is null ? default(Given<DateOnly?>) : given.Date(name);

    /// <summary>0 to 10, or one of the words that Worksection's own clients give as examples.</summary>
    private static int? Priority(Parameters given) => given.Text("priority")?.Trim() switch
    {
        null or "" => null,
        "low" => 1,
        "normal" or "medium" => 5,
        "high" => TaskItem.MaxPriority,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var priority) && priority <= TaskItem.MaxPriority
            ? priority
            : throw Refusal.Invalid("priority"),
    };

    private async Task<TaskPayload> OneAsync(Question question)
    {
        var found = await read.OneAsync(question.Actor, question.Given.RequiredId("id_task"), question.Cancel);
        return found.Ok ? found.Value : throw Refusal.Task;
    }

    private async Task<JsonObject> AnswerAsync(Question question, Result<TaskPayload> changed) => changed.Ok
        ? Actions.Ok(await shapes.ShowAsync(question, changed.Value))
        : throw Refusal.Of(changed.Failure, Refusal.Task);
}
