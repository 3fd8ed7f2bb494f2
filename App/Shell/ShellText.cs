namespace TaskHub;

/// <summary>What the frame and the pages of the shell say to people.</summary>
internal static class ShellText
{
    public const string Inbox = "Inbox";
    public const string MyWork = "My work";
    public const string Reference = "API reference";
    public const string ReferenceTitle = "API reference – TaskHub";
    public const string ReferenceWait = "The reference is drawn by a script. Without it, read the";
    public const string Description = "OpenAPI description";
    public const string OpenApi = "OpenAPI 3.1";
    public const string SearchTitle = "Search";
    public const string SearchFor = "Words in tasks, comments and projects";
    public const string SearchEmpty = "What are you looking for?";
    public const string SearchEmptyText = "Titles, descriptions and comments of everything that you may see are searched. Parts of words do.";
    public const string FoundNothingText = "All words must stand in the same text. Try fewer of them, or a part of a word.";
    public const string MoreHits = "Show more";
    public const string Tasks = "Tasks";
    public const string Comment = "Comment";
    public const string Project = "Project";

    public static string TrashedMeanwhile(string name, string? by) =>
        $"{by ?? "Somebody"} deleted “{name}”. It waits in the trash, and what you were writing stays here as long as this is open.";

    public static string FoundNothing(string words) => $"Nothing holds “{words}”";

    public const string SearchWhat = "q must say what to look for";
    public const string Projects = "Projects";
    public const string AllProjects = "All projects";
    public const string Trash = "Trash";
    public const string NewProject = "New project";
    public const string NoProjects = "No projects yet";
    public const string Administration = "Administration";
    public const string Webhooks = "Webhooks";
    public const string Members = "Members";
    public const string Settings = "Settings";
    public const string Jobs = "Jobs";
    public const string Hub = "This hub";
    public const string SwitchOrganization = "Switch organization";
    public const string Organizations = "Organizations";
    public const string NoOrganization = "No organization";
    public const string AccessTokens = "Access tokens";
    public const string ManageOrganizations = "Manage organizations";
    public const string PersonMenu = "Your account";
    public const string Account = "Account";
    public const string SignOut = "Sign out";

    public const string NotFoundTitle = "Not found";
    public const string NotFound = "Nothing is here";
    public const string NotFoundWhy = "The page you asked for does not exist, was deleted, or is not yours to see.";
    public const string BackToStart = "Back to the start";
    public const string BrokenTitle = "Something broke";
    public const string Broken = "Something broke on our side";
    public const string BrokenWhy =
        "Nothing you saved is lost. Try again; if it keeps happening, give the operator of this hub this reference, by which it stands in the log.";

    public const string BrokenReference = "Reference";

    public const string Overdue = "Overdue";
    public const string Today = "Today";
    public const string ThisWeek = "Next 7 days";
    public const string Later = "Later";
    public const string NoDate = "No due date";
    public const string NoWork = "Nothing is assigned to you";
    public const string NoWorkText = "Open tasks that someone assigns to you, or that you take yourself, come together here by when they are due.";
    public const string OpenProjects = "Open the projects";
    public const string LonelyText = "You belong to no organization yet. Ask for an invitation, or create one.";
    public const string Task = "Task";
    public const string Due = "Due";
    public const string Urgent = "Urgent";

    public const string ProjectCount = "open";
    public const string DoneCount = "done";
    public const string NoProjectsText = "A project holds the tasks of one undertaking, on a board or in a list.";
    public const string NoProjectsForGuest = "Nobody has let you into a project of this organization yet.";
    public const string Archived = "Archived";
    public const string Board = "Board";
    public const string List = "List";
    public const string Calendar = "Calendar";
    public const string NewList = "New list";
    public const string NewTask = "New task";
    public const string View = "View";

    public const string Keys = "Keyboard shortcuts";

    /// <summary>What the keyboard can do, in the order in which it is told.</summary>
    public static readonly IReadOnlyList<(string Keys, string What)> KeyMap =
    [
        ("Ctrl+K", "Find pages, projects and tasks, and do things"),
        ("C", "Write a task: on the board at the foot of the first list"),
        ("N", "New task, with everything about it"),
        ("/", "Filter the tasks"),
        ("J", "Next task"),
        ("K", "Previous task"),
        ("Enter", "Open the task"),
        ("E", "Complete or reopen the task"),
        ("Esc", "Close"),
        ("Space", "Lift a card; the arrows move it, Space drops it"),
        ("X", "Select the task; with Shift all up to it, Esc selects none"),
        ("R", "Rename the task"),
        ("S", "Its status"),
        ("A", "Its assignee"),
        ("P", "Its priority"),
        ("D", "When it is due"),
        ("L", "Its labels"),
        ("M", "Move it; Shift+M to another project"),
        ("Delete", "Put it into the trash"),
        ("G B", "Board; G L the list, G C the calendar"),
        ("G M", "My work"),
        ("Ctrl+Enter", "Send a comment, save a description"),
        ("Ctrl+Z", "Undo"),
        ("?", "These shortcuts"),
    ];

    public static string Completed(string key) => $"{key} is completed.";

    public const string Palette = "Search and commands";
    public const string PaletteHint = "Find a page, a project, a task, or something to do";
    public const string Found = "What is found";
    public const string Recent = "Recent";
    public const string Pages = "Pages";
    public const string People = "People";
    public const string ActionsHeading = "Actions";
    public const string SelectedTasks = "Selected tasks";
    public const string TakeTask = "Assign to me";
    public const string CompleteOrReopen = "Complete or reopen";
    public const string SetStatus = "Set the status…";
    public const string SetAssignee = "Assign to…";
    public const string SetPriority = "Set the priority…";
    public const string SetDue = "Set when it is due…";
    public const string SetLabels = "Set labels…";
    public const string Rename = "Rename…";
    public const string MoveTo = "Move to…";
    public const string MoveToProject = "Move to another project…";
    public const string SelectTask = "Select";
    public const string QuickTask = "Write a task in the first list";
    public const string FilterTasks = "Filter the tasks";
    public const string ShowBoard = "Show the board";
    public const string ShowList = "Show the list";
    public const string ShowCalendar = "Show the calendar";
    public const string LightTheme = "Light theme";
    public const string DarkTheme = "Dark theme";
    public const string SystemTheme = "Theme of the system";

    public static string TasksOf(string name) => $"Tasks of {name}";

    public static string SearchFurther(string typed) => $"Search everything for “{typed}”";

    public static string FoundCount(int count) => count == 1 ? "One result" : $"{count:N0} results";

    public static string Taken(string key) => $"{key} is yours.";

    public const string Activity = "Activity";
    public const string NoActivity = "Nothing has happened here";
    public const string NoActivityText = "Every change of a task, a comment or a project is told here, with who made it.";
    public const string WhatChanged = "What changed";
    public const string Before = "Before";
    public const string After = "After";
    public const string Show = "Show";
    public const string Everything = "Everything";
    public const string OnlyComments = "Comments";
    public const string OnlyChanges = "Changes";
    public const string Earlier = "Show earlier";
    public const string Where = "Where this is";
    public const string OpenAsPage = "Open as a page";
    public const string CopyLink = "Copy the link";
    public const string SaveTemplate = "Save as a template";
    public const string TemplateSaved = "Saved as a template: “New task” offers it.";
    public const string StepsOpenText = "The task is completed with them as they are.";
    public const string CompleteAnyway = "Complete";

    public static string StepsOpen(int count) => count == 1 ? "One subtask is still open" : $"{count} subtasks are still open";

    public const string TaskNotifications = "Notifications of this task";

    public static string Watchers(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "Nobody watches",
        > 6 => $"{string.Join(", ", names.Take(5))} and {names.Count - 5} others watch",
        _ => $"Watched by {string.Join(", ", names)}",
    };

    public const string TaskActions = "Task actions";
    public const string Complete = "Complete";
    public const string Reopen = "Reopen";
    public const string DeleteTask = "Delete task";
    public const string TaskGone = "This task is gone";
    public const string OpenTrash = "Open the trash";
    public const string TaskGoneText = "It was deleted, or it is not yours to see.";
    public const string Close = "Close";

    public const string DueTasksJob = "Tell people of what is due";

    public const string EmptyTrashJob = "Forget tasks that were deleted long ago";

    public static string Deleted(string key) => $"{key} is in the trash.";

    public static string Restored(string key) => $"{key} is back.";

    public static string DueTasksTold(int count) => $"{count:N0} notifications";

    public static string Emptied(int count) => $"{count:N0} tasks forgotten";

    public const string Busy = "The database cannot be written to at the moment, so nothing was saved. Try again soon.";

    public static string Serves(string folder) => $"Another TaskHub already serves from {folder}. Stop it first, or set TaskHub:DataPath.";

    public const string NoAddress = "that is no address such as http://localhost:5080";

    public static string CannotListen(string url, string why) => $"The hub cannot listen on {url}: {why.TrimEnd('.')}. Set Urls to an address and a port of this machine that are free.";

    public static string Unusable(string folder, string why) =>
        $"The data folder {folder} cannot be used: {why.ReplaceLineEndings(" ").TrimEnd('.')}. Mend it, or set TaskHub:DataPath.";

    public const string AccountsJob = "Forget ended sessions and the audit of a year ago";

    public const string LettersJob = "Send what is to be told by mail";

    public const string NoMailServer = "No mail server is configured";

    /// <summary>What went by mail, for how many people mail still waits, and until when the first of it does.</summary>
    public static string LettersSent(int count, int waiting, DateTimeOffset? next) =>
        $"{(count == 1 ? "1 mail sent" : $"{count:N0} mails sent")}{(waiting, next) switch
        {
            ( > 0, { } until) => $"; mail for {(waiting == 1 ? "one person" : $"{waiting:N0} people")} waits, the next until {until.UtcDateTime.ToString("HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)}",
            _ => "",
        }}";

    public static string AccountsPruned(int sessions, int entries) => $"{sessions} sessions, {entries} entries of the audit";

    public const string Why = "What became of it for every webhook";

    public static string WhyOf(string words) => $"{Why}: {words}";
}
