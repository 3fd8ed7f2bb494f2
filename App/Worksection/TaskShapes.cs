using System.Text.Json.Nodes;
using TaskHub.Comments;
using TaskHub.Events;
using TaskHub.Projects;
using TaskHub.Tasks;
using TaskHub.Webhooks;

namespace TaskHub.Worksection;

/// <summary>Shows tasks as Worksection does: people and projects by name, and what <c>extra</c> asks for.</summary>
internal sealed class TaskShapes(FindProjects projects, ReadComments comments, ReadSubtasks subtasks, People people)
{
    private const int LastComments = 5;

    public async Task<JsonArray> ShowAsync(Question question, IReadOnlyList<TaskPayload> tasks)
    {
        var roster = await people.OfAsync(question);
        var found = await projects.RunAsync(question.Actor, question.OrganizationId, question.Cancel);
        var names = found.Ok ? found.Value.ToDictionary(p => p.Id, p => p.Name) : [];
        var last = question.Given.Wants("comments")
            ? await comments.LastAsync(question.Actor, [.. tasks.Where(t => t.CommentsCount > 0).Select(t => t.Id)], LastComments, question.Cancel)
            : null;
        var children = question.Given.Wants("subtasks")
            ? await subtasks.OfAsync(question.Actor, [.. tasks.Where(t => t.SubtasksCount > 0).Select(t => t.Id)], question.Cancel)
            : null;
        return [.. tasks.Select(task =>
        {
            var project = names.GetValueOrDefault(task.ProjectId, "");
            var shown = Show(task, project, roster, question.Given, last?[task.Id]);
            if (children is not null)
            {
                shown["child"] = new JsonArray([.. children[task.Id].Select(s => Show(s, task, project, roster))]);
            }

            return shown;
        })];
    }

    /// <summary>A subtask as the task that it is there, with its parent.</summary>
    public async Task<JsonObject> ShowAsync(Question question, SubtaskPayload subtask, TaskPayload parent)
    {
        var project = await projects.RunAsync(question.Actor, question.OrganizationId, question.Cancel);
        var name = project.Ok ? project.Value.FirstOrDefault(p => p.Id == parent.ProjectId)?.Name : null;
        var shown = Show(subtask, parent, name ?? "", await people.OfAsync(question));
        shown["parent"] = new JsonObject
        {
            ["id"] = Shapes.Id(parent.Id),
            ["name"] = parent.Name,
            ["page"] = Shapes.TaskPage(parent),
            ["status"] = parent.CompletedAt is null ? "active" : "done",
            ["priority"] = Shapes.Id(parent.Priority),
        };
        return shown;
    }

    public async Task<JsonObject> ShowAsync(Question question, TaskPayload task)
    {
        var shown = await ShowAsync(question, [task]);
        var only = shown[0]!.AsObject();
        shown.Clear();
        return only;
    }

    private static JsonObject Show(SubtaskPayload subtask, TaskPayload parent, string project, Roster roster) => new()
    {
        ["id"] = Shapes.Id(WorksectionNames.SubtaskIds + subtask.Id),
        ["name"] = subtask.Name,
        ["page"] = Shapes.TaskPage(parent),
        ["status"] = subtask.Resolved ? "done" : "active",
        ["priority"] = "0",
        ["user_from"] = roster.Show(subtask.UserId),
        ["user_to"] = Executive(subtask.AssignedId, roster),
        ["project"] = Project(parent.ProjectId, project),
        ["date_added"] = Shapes.Time(subtask.CreatedAt),
    };

    private static JsonObject Executive(long? assigned, Roster roster) =>
        assigned is { } person ? roster.Show(person) : Roster.Nobody(WorksectionText.NoExecutive);

    private static JsonObject Project(long id, string name) =>
        new() { ["id"] = Shapes.Id(id), ["name"] = name, ["page"] = Shapes.ProjectPage(id) };

    private static JsonObject Show(TaskPayload task, string project, Roster roster, Parameters given, IEnumerable<CommentPayload>? last)
    {
        var json = new JsonObject
        {
            ["id"] = Shapes.Id(task.Id),
            ["name"] = task.Name,
            ["page"] = Shapes.TaskPage(task),
            ["status"] = task.CompletedAt is null ? "active" : "done",
            ["priority"] = Shapes.Id(task.Priority),
            ["user_from"] = roster.Show(task.UserId),
            ["user_to"] = Executive(task.AssignedId, roster),
            ["project"] = Project(task.ProjectId, project),
        };

        // What a creation or a change answers shows the text unasked, where there is one.
        var always = given.Text("action") is "post_task";
        if (given.Wants("html") || given.Wants("text") || (always && task.Description.Length > 0))
        {
            json["text"] = given.Wants("html") ? task.DescriptionHtml : task.Description;
        }

        json["date_added"] = Shapes.Time(task.CreatedAt);
        AddDate(json, "date_start", task.StartOn);
        AddDate(json, "date_end", task.DueOn);
        if (task.CompletedAt is { } closed)
        {
            json["date_closed"] = Shapes.Time(closed);
        }

        if (task.Labels.Count > 0)
        {
            // A label is its own name and has no other id.
            json["tags"] = new JsonObject(task.Labels.Select(label => KeyValuePair.Create(label, (JsonNode?)label)));
        }

        if (given.Wants("subscribers"))
        {
            json["subscribers"] = new JsonArray([.. task.WatcherIds.Select(roster.Show)]);
        }

        if (last is not null)
        {
            json["has_comments"] = task.CommentsCount > 0 ? 1 : 0;
            json["comments"] = new JsonArray([.. last.Select(c => Shapes.Comment(c, task, roster))]);
        }

        return json;
    }

    private static void AddDate(JsonObject json, string name, DateOnly? date)
    {
        if (date is { } day)
        {
            json[name] = Shapes.Date(day);
        }
    }
}
