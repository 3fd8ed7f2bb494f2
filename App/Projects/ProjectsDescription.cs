using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Projects;

/// <summary>What the description of the API says of projects and task lists.</summary>
internal static class ProjectsDescription
{
    public static readonly ApiObject Project = new("Project", typeof(ProjectPayload), "A project.", """
        {"type":"Project","id":2,"organization_id":1,"name":"Launch","description":"","archived":false,"user_id":1,"created_at":1415025412,
        "updated_at":1415025412,"version":1}
        """);

    public static readonly ApiObject TaskList = new("TaskList", typeof(TaskListPayload), "A list of tasks: a column of the project's board.", """
        {"type":"TaskList","id":3,"organization_id":1,"project_id":2,"name":"To do","position":1,"wip_limit":null,"created_at":1415025412,
        "updated_at":1415025412}
        """);

    public static readonly Operation List = new("list_projects", ApiGroups.Projects, "List projects")
    {
        Query =
        [
            Field.Id("organization_id", "Only of this organization."), Field.Flag("archived", "Only those that are, or are not."),
            Field.Time("updated_since", "Changed at this time or later,"), Field.Words("q", "Only those whose name holds this."),
        ],
        Orders = ReadProjects.Order.Names,
        IsList = true,
        Answer = Project,
    };

    public static readonly Operation Get = new("get_project", ApiGroups.Projects, "Read a project") { Answer = Project, Compares = true };

    public static readonly Operation Create = new("create_project", ApiGroups.Projects, "Create a project")
    {
        Text = "It begins with three task lists. External members may not.",
        Body =
        [
            Field.Id("organization_id", "Where it goes; not needed by whoever is in one organization only."), Name with { IsNeeded = true },
            Description,
        ],
        Status = StatusCodes.Status201Created,
        Answer = Project,
        Compares = true,
    };

    public static readonly Operation Edit = new("update_project", ApiGroups.Projects, "Change a project")
    {
        Body =
        [
            Name, Description, Field.Flag("archived", "Whether it is put away.", false),
            Field.Whole("version", "The version that you saw. When it is not the newest any more, nothing changes and the answer is 409.", 1),
        ],
        Answer = Project,
        Compares = true,
    };

    public static readonly Operation Delete = new("delete_project", ApiGroups.Projects, "Delete a project")
    {
        Text = "With all its tasks, each of which tells so. Administrators may, and whoever began it.",
    };

    public static readonly Operation ListLists = new("list_task_lists", ApiGroups.Projects, "List task lists")
    {
        Query =
        [
            Field.Id("organization_id", "Only of this organization."), Field.Id("project_id", "Only of this project."),
            Field.Time("updated_since", "Changed at this time or later,"), Field.Words("q", "Only those whose name holds this."),
        ],
        Orders = ReadTaskLists.Order.Names,
        IsList = true,
        Answer = TaskList,
    };

    public static readonly Operation GetList = new("get_task_list", ApiGroups.Projects, "Read a task list") { Answer = TaskList };

    public static readonly Operation CreateList = new("create_task_list", ApiGroups.Projects, "Add a task list")
    {
        Text = "External members may not.",
        Body = [Field.Id("project_id", "Where it goes.", 2) with { IsNeeded = true }, ListName with { IsNeeded = true }, Position],
        Status = StatusCodes.Status201Created,
        Answer = TaskList,
    };

    public static readonly Operation EditList = new("update_task_list", ApiGroups.Projects, "Rename, limit or move a task list")
    {
        Body =
        [
            ListName, Position,
            Field.WholeOrNull("wip_limit", "How many open tasks it should hold at most; `null` for no limit. Going over it is shown, never refused.", 1, Projects.TaskList.MaxLimit),
        ],
        Answer = TaskList,
    };

    public static readonly Operation DeleteList = new("delete_task_list", ApiGroups.Projects, "Delete a task list")
    {
        Query = [Field.Id("move_tasks_to", "Another list of the project, which takes its tasks.")],
        Conflict = "it still holds tasks and `move_tasks_to` does not say where they go, or it is the project's last.",
    };

    private static Field Name => Field.Words("name", "What it is called.", "Launch", Projects.Project.NameLength);

    private static Field Description => Field.Words("description", "What it is about.", "", Projects.Project.DescriptionLength);

    private static Field ListName => Field.Words("name", "What it is called.", "To do", Projects.TaskList.NameLength);

    private static Field Position => Field.Whole("position", "Its place on the board, counted from 1; past the end means last.", 1);
}
