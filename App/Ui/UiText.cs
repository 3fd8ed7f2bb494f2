namespace TaskHub.Ui;

/// <summary>The words that the pieces themselves bring.</summary>
internal static class UiText
{
    public const string Product = "TaskHub";
    public const string SkipToContent = "Skip to content";
    public const string OpenNavigation = "Open navigation";
    public const string FoldNavigation = "Fold the sidebar to icons";
    public const string MainNavigation = "Main";
    public const string Sidebar = "Sidebar";
    public const string Search = "Search";
    public const string Close = "Close";
    public const string Cancel = "Cancel";
    public const string Copy = "Copy";
    public const string Undo = "Undo";
    public const string UndoKeys = "Undo (Ctrl+Z)";
    public const string Dismiss = "Dismiss";
    public const string DismissKeys = "Dismiss (Esc)";
    public const string Stop = "Stop";
    public const string TryAgain = "Try again";
    public const string Loading = "Loading…";
    public const string Optional = "optional";
    public const string Nobody = "Nobody";
    public const string Formatted = "Formatted";
    public const string Raw = "Raw";
    public const string NothingInIt = "(empty)";
    public const string Actions = "Actions";
    public const string Theme = "Theme";
    public const string Light = "Light";
    public const string Dark = "Dark";
    public const string System = "Like the system";
    public const string SingleKeys = "Single keys work outside of texts";
    public const string SingleKeysHint = "Such as C for a new task or ? for the shortcuts. This browser keeps it.";
    public const string Breadcrumb = "Where this is";
    public const string RemoveFilter = "Remove this filter";
    public const string Notifications = "Messages";
    public const string WriteOrPreview = "Text or preview";
    public const string Write = "Write";
    public const string Preview = "Preview";
    public const string NothingToPreview = "Nothing to preview yet.";
    public const string MarkdownHint = "Markdown: **bold**, _italic_, `code`, lists, links";

    public const string AsTable = "As a table";
    public const string From = "From";
}
