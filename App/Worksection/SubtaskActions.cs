using System.Text.Json.Nodes;
using TaskHub.Events;
using TaskHub.Identity;
using TaskHub.Tasks;
using TaskHub.Webhooks;

namespace TaskHub.Worksection;

/// <summary>
/// The actions about a subtask, which Worksection calls a task with a parent. Here it is a line of its task, resolved or not, and has a name and
/// an executive; what else a task has is refused rather than lost.
/// </summary>
internal sealed class SubtaskActions(
    ReadTasks tasks, ReadSubtasks read, CreateSubtask create, EditSubtask edit, TaskShapes shapes, People people)
{
    private static readonly string[] NotKept = ["text", "todo", "mention", "datestart", "dateend", "priority", "tags"];

    /// <summary>Whether <c>id_task</c> names a subtask.</summary>
    public static bool IsMeant(Question question) => question.Given.RequiredId("id_task") > WorksectionNames.SubtaskIds;

    public async Task<JsonObject> GetAsync(Question question)
    {
        var subtask = await OneAsync(question);
        return Actions.Ok(await shapes.ShowAsync(question, subtask, await ParentAsync(question, subtask.TaskId)));
    }

    /// <summary>Adds a subtask to the task of <c>id_parent</c>.</summary>
    public async Task<JsonObject> PostAsync(Question question)
    {
        var given = question.Given;
        Wording.NotTaken(given, NotKept);
        var parent = await ParentAsync(question, given.RequiredId("id_parent"));
        if (given.RequiredId("id_project") != parent.ProjectId)
        {
            throw Refusal.Project;
        }

        var roster = await people.OfAsync(question);
        var subtask = new NewSubtask(parent.Id, given.Required("title"))
        {
            AssignedId = given.Has("email_user_to") ? roster.Executive(given.Text("email_user_to")!) : null,
        };
        var made = await create.RunAsync(await people.ActorAsync(question, roster), subtask, question.Cancel);
        return made.Ok ? Actions.Ok(await shapes.ShowAsync(question, made.Value, parent)) : throw Refusal.Of(made.Failure, Refusal.Task);
    }

    public async Task<JsonObject> UpdateAsync(Question question)
    {
        var given = question.Given;
        Wording.NotTaken(given, NotKept);
        return await ChangeAsync(question, await OneAsync(question), new SubtaskEdit
        {
            Name = given.Has("title") ? given.Text("title")! : default(Given<string>),
            AssignedId = given.Has("email_user_to")
                ? (await people.OfAsync(question)).Executive(given.Text("email_user_to")!) : default(Given<long?>),
        });
    }

    public async Task<JsonObject> CompleteAsync(Question question)
    {
        var subtask = await OneAsync(question);
        return subtask.Resolved
            ? throw new Refusal(12, WorksectionText.TaskClosed)
            : await ChangeAsync(question, subtask, new SubtaskEdit { Resolved = true });
    }

    public async Task<JsonObject> ReopenAsync(Question question)
    {
        var subtask = await OneAsync(question);
        if (!subtask.Resolved)
        {
            throw new Refusal(12, WorksectionText.TaskActive);
        }

        if ((await ParentAsync(question, subtask.TaskId)).CompletedAt is not null)
        {
            throw new Refusal(14, WorksectionText.ParentDone);
        }

        await ChangeAsync(question, subtask, new SubtaskEdit { Resolved = false });
        return Actions.Ok();
    }

    private async Task<SubtaskPayload> OneAsync(Question question)
    {
        var found = await read.OneAsync(question.Actor, question.Given.RequiredId("id_task") - WorksectionNames.SubtaskIds, question.Cancel);
        return found.Ok ? found.Value : throw Refusal.Task;
    }

    private async Task<TaskPayload> ParentAsync(Question question, long id)
    {
        var found = await tasks.OneAsync(question.Actor, id, question.Cancel);
        return found.Ok ? found.Value : throw Refusal.Task;
    }

    private async Task<JsonObject> ChangeAsync(Question question, SubtaskPayload subtask, SubtaskEdit change)
    {
        var changed = await edit.RunAsync(question.Actor, subtask.Id, change, question.Cancel);
        return changed.Ok
            ? Actions.Ok(await shapes.ShowAsync(question, changed.Value, await ParentAsync(question, subtask.TaskId)))
            : throw Refusal.Of(changed.Failure, Refusal.Task);
    }
}
