namespace TaskHub.Api;

/// <summary>The headings of the description.</summary>
public static class ApiGroups
{
    public const string Tasks = "Tasks";
    public const string Subtasks = "Subtasks";
    public const string Files = "Files";
    public const string Comments = "Comments";
    public const string Projects = "Projects and task lists";
    public const string Organizations = "Organizations";
    public const string People = "People";
    public const string Activity = "Activity, notifications and search";
    public const string WebHooks = "Managing webhooks";
    public const string Deliveries = "Deliveries";
}
