using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Tasks;

/// <summary>What the description of the API says of tasks.</summary>
internal static class TasksDescription
{
    public static readonly ApiObject Task = new("Task", typeof(TaskPayload), "A task.", """
        {"type":"Task","id":51,"name":"Write the report","description":"With *figures*.","description_html":"<p>With <em>figures</em>.</p>","project_id":2,
        "task_list_id":3,"organization_id":1,"status":"open","urgent":false,"priority":0,"due_on":"2026-12-01","start_on":null,"assigned_id":4,"user_id":1,
        "watcher_ids":[1,4],"labels":["office"],"comments_count":0,"subtasks_count":2,"resolved_subtasks_count":1,"position":6,"version":1,"deleted":false,
        "created_at":1415025412,"updated_at":1415025412,"completed_at":null}
        """);

    public static readonly Operation List = new("list_tasks", ApiGroups.Tasks, "List tasks")
    {
        Query =
        [
            Field.Id("organization_id", "Only of this organization."), Field.Id("project_id", "Only of this project."),
            Field.Id("task_list_id", "Only of this task list."), Field.Id("assigned_id", "Only those of this person."),
            Field.AnyOf("status", "Only in these states.", States), Field.Time("updated_since", "Changed at this time or later,"),
            Field.Words("q", "Only those whose name or description holds this."),
        ],
        Orders = ReadTasks.Order.Names,
        IsList = true,
        Answer = Task,
    };

    public static readonly Operation Get = new("get_task", ApiGroups.Tasks, "Read a task")
    {
        Answer = Task,
        Compares = true,
        Text = "A task in the trash is not there.",
    };

    public static readonly Operation Create = new("create_task", ApiGroups.Tasks, "Create a task")
    {
        Text = "`project_id` and `name` suffice: it then comes last in the project's first list.",
        Body = [Field.Id("project_id", "Where it goes.", 2) with { IsNeeded = true }, Name with { IsNeeded = true }, .. Fields],
        Status = StatusCodes.Status201Created,
        Answer = Task,
        Compares = true,
    };

    public static readonly Operation Edit = new("update_task", ApiGroups.Tasks, "Change a task")
    {
        Text = "What is not given stays. Whoever resolves or rejects a task completes it.",
        Body =
        [
            Name, .. Fields, Field.Id("project_id", "Another project of the same organization; without a list it lands in its first."),
            Field.Whole("version", "The version that you saw, for the conflict check.", 1, example: 1),
        ],
        Answer = Task,
        Compares = true,
    };

    public static readonly Operation Watch = new("watch_task", ApiGroups.Tasks, "Watch a task")
    {
        Text = "You are told of everything that is said and changed there. `watcher_ids` changes, so it is an update of the task.",
        Answer = Task,
        Compares = true,
    };

    public static readonly Operation Unwatch = new("unwatch_task", ApiGroups.Tasks, "Watch a task no more")
    {
        Text = "You are told of what concerns you, as if you had said nothing; a muted one is heard again.",
        Answer = Task,
        Compares = true,
    };

    public static readonly Operation Mute = new("mute_task", ApiGroups.Tasks, "Mute a task")
    {
        Text = "You are told only when you are named, or given the task. Nobody else hears of it.",
        Answer = Task,
        Compares = true,
    };

    public static readonly Operation Delete = new("delete_task", ApiGroups.Tasks, "Delete a task")
    {
        Text = "It goes to the trash, where it is deleted for everyone.",
        Compares = true,
    };

    private static IEnumerable<string> States => TaskWords.States.Select(s => s.ToApi());

    private static Field Name => Field.Words("name", "What is to be done.", "Write the report", TaskItem.NameLength);

    private static IEnumerable<Field> Fields =>
    [
        Field.Words("description", "More about it, in Markdown.", "With *figures*.", TaskItem.DescriptionLength),
        Field.OneOf("status", "Its state; the last two are done.", States, "open"),
        Field.Flag("urgent", "Whether it cannot wait.", false),
        Field.Whole("priority", "From 0, none, to 10, the highest.", 0, TaskItem.MaxPriority, 0),
        Field.Date("due_on", "The day on which it is due.", "2026-12-01"),
        Field.Clock("due_time", "By when on that day, on the clock of whoever reads it.", "15:00"),
        Field.Date("start_on", "The day on which it begins."),
        Field.IdOrNull("assigned_id", "Who does it: somebody who sees the project."),
        Field.Texts("labels", $"At most {TaskItem.MaxLabels}.", "office"),
        Field.Words("repeat", "When it comes again once it is completed: `every day`, `every weekday`, `every 2 weeks on mon, thu`, `every month on day 31`, `every month on the last fri`, `3 days after completion`; null ends it.", "every week on mon"),
        Field.Id("task_list_id", "A list of the project."),
        Field.Whole("position", "Its place in the list; past the end means last.", 1),
    ];
}
