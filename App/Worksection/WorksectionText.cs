namespace TaskHub.Worksection;

/// <summary>What Worksection's API says when something is wrong, in its own words where they are known.</summary>
internal static class WorksectionText
{
    public const string ActionInvalid = "Action is missed or invalid";
    public const string MethodInvalid = "Request method should be GET or POST";
    public const string HashInvalid = "Action hash is missed or invalid";
    public const string NotAllowed = "Insufficient authorization";
    public const string ProjectInvalid = "Project is invalid";
    public const string TaskInvalid = "Task is invalid";
    public const string FieldRequired = "Field is required";
    public const string OneRequired = "At least one of fields required";
    public const string WebhookNotFound = "WebHook not found";
    public const string FieldInvalid = "Field is invalid";
    public const string EmailInvalid = "Invalid email";
    public const string UrlInvalid = "Url should respond 200 HTTP_CODE and JSON {status:OK}";
    public const string NotSupported = "Parameter is not supported";
    public const string BodyInvalid = "Body should be a form or a JSON object";
    public const string TaskClosed = "Task is already closed";
    public const string TaskActive = "Task is already active";
    public const string ProjectClosed = "Project is already closed";
    public const string ProjectActive = "Project is already active";
    public const string TaskHasChildren = "Task has children";
    public const string ParentDone = "Parent task is done";
    public const string TooManyTasks = "Too many tasks (10000 max)";
    public const string TooManyComments = "Too many comments (10000 max)";
    public const string TooManyEvents = "Too many events (10000 max)";
    public const string TooManyRequests = "Too many requests";
    public const string TooLarge = "Request is larger than 1 MB";

    public const string NoExecutive = "Executive isn't assigned";
    public const string NoManager = "Manager isn't assigned";
}
