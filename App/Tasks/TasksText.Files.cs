using System.Globalization;

namespace TaskHub.Tasks;

/// <content>What attachments say.</content>
internal static partial class TasksText
{
    public const string ProjectActivity = "Activity";
    public const string ImportTasks = "Import tasks";
    public const string ExportCsv = "Export as CSV";
    public const string ExportJson = "Export as JSON";
    public const string ExportShownCsv = "Export what is shown as CSV";
    public const string ExportShownJson = "Export what is shown as JSON";
    public const string TooManyExports = "That is enough for a minute. Wait a little, then try again.";
    public const string Attachment = "attachment";
    public const string BodyIsTheFile = "The body is the file itself, not a form that holds it: curl --data-binary @FILE";
    public const string Attachments = "Attachments";
    public const string Attach = "Attach files";
    public const string FileNameRequired = "A file needs a name.";

    public static readonly string TooManyFiles = $"A task has at most {Tasks.Attachment.MostOfTask} attachments.";

    public static string FileTooLong(int megabytes) => $"A file has at most {megabytes} MB.";

    public static string FileLimits(int megabytes) => $"Drop them here, or paste a screenshot into a comment; up to {megabytes} MB each.";

    public static string DownloadFile(string name) => $"Download {name}";

    public static string RemoveFile(string name) => $"Remove {name}";

    public static string FileRemoved(string name) => $"{name} is removed.";

    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes} B",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000.0:N0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:N1} MB"),
    };
}
