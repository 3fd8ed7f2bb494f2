namespace TaskHub.Projects;

/// <content>What the pages say.</content>
internal static partial class ProjectsText
{
    public const string ProjectNotifications = "Notifications of this project";

    public static string Say(Attention attention) => attention switch
    {
        Attention.Watching => "Watch: tell me of everything said here",
        Attention.Muted => "Mute: only when I am named or given a task",
        _ => "As usual: tell me of what concerns me",
    };

    public static string WillHear(Attention attention) => attention switch
    {
        Attention.Watching => "You watch this project: you hear of every new task and comment.",
        Attention.Muted => "This project is muted: you hear of it only when you are named or given a task.",
        _ => "You hear of what concerns you in this project.",
    };

    public const string NewProject = "New project";
    public const string CreateProject = "Create project";
    public const string EditProject = "Edit project";
    public const string Archive = "Archive project";
    public const string Unarchive = "Bring back from the archive";
    public const string DeleteProject = "Delete project";
    public const string ProjectActions = "Project actions";
    public const string ArchivedTitle = "This project is archived.";
    public const string ArchivedText = "It is hidden from the sidebar and from My work; everything in it can still be read.";
    public const string Name = "Name";
    public const string Description = "Description";
    public const string DescriptionHint = "What the project is for, in a sentence or two.";
    public const string NameExample = "Website relaunch";
    public const string Save = "Save";
    public const string Cancel = "Cancel";

    public const string NewList = "New list";
    public const string CreateList = "Create list";
    public const string EditList = "Edit list";
    public const string Limit = "Limit of open tasks";
    public const string LimitHint = "The column says so when it holds more. Nothing is refused.";
    public const string DeleteList = "Delete list";
    public const string MoveLeft = "Move left";
    public const string MoveRight = "Move right";
    public const string ListExample = "In review";
    public const string MoveTasksTo = "Move its tasks to";

    public static string ListActions(string name) => $"Actions for the list {name}";

    public static string DeleteTitle(string name) => $"Delete “{name}”?";

    public static string DeleteText(int open, int done) => (open + done) switch
    {
        0 => "The project goes for everyone. It holds no tasks.",
        1 => "The project goes for everyone, with its task and all comments on it.",
        var all => $"The project goes for everyone, with its {all:N0} tasks ({open:N0} of them not done) and all comments on them.",
    };

    public static string Deleted(string name) => $"“{name}” is deleted.";

    public static string DeleteListText(string name, int tasks) => tasks switch
    {
        0 => $"The list “{name}” is empty and goes for everyone.",
        1 => $"The list “{name}” goes for everyone; its task moves to the end of another list.",
        _ => $"The list “{name}” goes for everyone; its {tasks:N0} tasks move to the end of another list.",
    };
}
