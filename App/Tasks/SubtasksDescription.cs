using TaskHub.Api;

namespace TaskHub.Tasks;

/// <summary>What the description of the API says of subtasks.</summary>
internal static class SubtasksDescription
{
    public static readonly ApiObject Subtask = new("Subtask", typeof(SubtaskPayload), "A step of a task.", """
        {"type":"Subtask","id":7,"task_id":51,"name":"Gather the figures","resolved":false,"position":1,"assigned_id":null,"user_id":1,
        "created_at":1415025412,"updated_at":1415025412}
        """);

    public static readonly Operation List = new("list_subtasks", ApiGroups.Subtasks, "List subtasks")
    {
        Query =
        [
            Field.Id("organization_id", "Only of this organization."), Field.Id("project_id", "Only of this project."),
            Field.Id("task_id", "Only of this task."), Field.Id("assigned_id", "Only those of this person."),
            Field.Flag("resolved", "Only those that are, or are not."), Field.Time("updated_since", "Changed at this time or later,"),
            Field.Words("q", "Only those whose name holds this."),
        ],
        Orders = ReadSubtasks.Order.Names,
        IsList = true,
        Answer = Subtask,
    };

    public static readonly Operation Get = new("get_subtask", ApiGroups.Subtasks, "Read a subtask") { Answer = Subtask };

    public static readonly Operation Create = new("create_subtask", ApiGroups.Subtasks, "Add a subtask")
    {
        Text = $"A task has at most {Tasks.Subtask.MaxOfTask}. The new one comes last unless it says otherwise.",
        Body = [Field.Id("task_id", "Whose step it is.", 51) with { IsNeeded = true }, Name with { IsNeeded = true }, .. Fields],
        Status = StatusCodes.Status201Created,
        Answer = Subtask,
    };

    public static readonly Operation Edit = new("update_subtask", ApiGroups.Subtasks, "Change a subtask")
    {
        Text = "What is not given stays.",
        Body = [Name, .. Fields],
        Answer = Subtask,
    };

    public static readonly Operation Delete = new("delete_subtask", ApiGroups.Subtasks, "Delete a subtask");

    private static Field Name => Field.Words("name", "What is to be done.", "Gather the figures", Tasks.Subtask.NameLength);

    private static IEnumerable<Field> Fields =>
    [
        Field.Flag("resolved", "Whether it is done.", false),
        Field.Whole("position", "Its place among the steps, counted from 1; past the end means last.", 1),
        Field.IdOrNull("assigned_id", "Who does it: somebody who sees the project."),
    ];
}
