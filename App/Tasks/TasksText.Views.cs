namespace TaskHub.Tasks;

/// <content>What filters and saved views say.</content>
internal static partial class TasksText
{
    public const string Views = "Views";
    public const string NoViews = "Filter, group and sort, then save it here";
    public const string SaveView = "Save this view";
    public const string ViewName = "Name of the view";
    public const string ShareView = "For everyone who sees this project";
    public const string AnyLabel = "Any label";
    public const string NoLabel = "No label";
    public const string Due = "Due";
    public const string DueWeek = "Next 7 days";
    public const string UrgentOnly = "Urgent";
    public const string MoreFilters = "Filter";
    public const string Or = " or ";

    public static string DeleteView(string name) => $"Delete the view “{name}”";

    public static string ViewDeleted(string name) => $"The view “{name}” is deleted.";
}
