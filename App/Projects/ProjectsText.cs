namespace TaskHub.Projects;

/// <summary>What this room says to people.</summary>
internal static partial class ProjectsText
{
    public const string Project = "project";
    public const string TaskList = "task list";
    public const string Unknown = "No project found with the given id";
    public const string UnknownOrganization = "No organization found with the given id";
    public const string UnknownList = "No task list found with the given id";
    public const string NameRequired = "A name is required.";
    public const string LastList = "A project keeps at least one task list.";
    public const string ListNotEmpty = "The task list still has tasks. Move them to another list first.";
    public const string OtherList = "The tasks can only move to another list of the same project.";
    public const string Position = "A position is a whole number from 1.";
    public static readonly string WipLimit = $"A limit is a whole number from 1 to {Projects.TaskList.MaxLimit:N0}.";
    public const string GuestUnknown = "No member of this organization found with the given id";
    public const string GuestNeedless = "Only external members are let into single projects; everyone else sees them all.";
    public const string Changed = "Someone changed this project since you opened it.";

    public static readonly string NameTooLong = $"A name has at most {Projects.Project.NameLength} characters.";
    public static readonly string DescriptionTooLong = $"A description has at most {Projects.Project.DescriptionLength:N0} characters.";

    /// <summary>The lists that a new project begins with.</summary>
    public static readonly string[] FirstLists = ["To do", "In progress", "Done"];
}
