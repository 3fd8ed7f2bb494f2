using System.Text.Json.Nodes;
using TaskHub.Api;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Tasks;

namespace TaskHub.Worksection;

/// <summary>The actions about comments.</summary>
internal sealed class CommentActions(ReadComments read, CreateComment create, ReadTasks tasks, People people)
{
    /// <summary>The comments of a task, the newest first.</summary>
    public async Task<JsonObject> ListAsync(Question question)
    {
        var task = await TaskAsync(question);
        var page = await read.RunAsync(
            question.Actor, new CommentQuery(TaskId: task.Id), new Paging(1, Limits.Records), question.Cancel);
        if (page.Total > Limits.Records)
        {
            throw new Refusal(11, WorksectionText.TooManyComments);
        }

        var roster = await people.OfAsync(question);
        return Actions.Ok(new JsonArray([.. page.Items.Select(c => Shapes.Comment(c, task, roster))]));
    }

    public async Task<JsonObject> PostAsync(Question question)
    {
        var task = await TaskAsync(question);
        Wording.NotTaken(question.Given, "id_parent");
        if (!question.Given.Has("text") && question.Given.Items("todo").Count == 0)
        {
            throw new Refusal(10, WorksectionText.OneRequired, "text, todo");
        }

        var roster = await people.OfAsync(question);
        var actor = await people.ActorAsync(question, roster);
        var made = await create.RunAsync(actor, new NewComment(task.Id, Wording.Of(question.Given, roster)), question.Cancel);
        return made.Ok ? Actions.Ok(Shapes.Comment(made.Value, task, roster)) : throw Refusal.Of(made.Failure, Refusal.Task);
    }

    private async Task<TaskPayload> TaskAsync(Question question)
    {
        var found = await tasks.OneAsync(question.Actor, question.Given.RequiredId("id_task"), question.Cancel);
        return found.Ok ? found.Value : throw Refusal.Task;
    }
}
