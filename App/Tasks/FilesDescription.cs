using TaskHub.Api;

namespace TaskHub.Tasks;

/// <summary>What the description of the API says of files.</summary>
internal static class FilesDescription
{
    private static readonly ApiObject File = new("File", typeof(AttachmentPayload), "A file of a task.", """
        {"type":"File","id":9,"task_id":51,"name":"figures.pdf","size":48213,"mime_type":"application/octet-stream","user_id":1,"created_at":1415025412}
        """);

    private static readonly ApiObject Bytes = new("FileContent", typeof(object), "What the file holds, byte for byte.", "\"…\"");

    public static readonly Operation List = new("list_task_files", ApiGroups.Files, "List a task's files")
    {
        Text = $"All of them, the oldest first; a task has at most {Attachment.MostOfTask}.",
        IsList = true,
        Answer = File,
    };

    public static readonly Operation Attach = new("attach_file", ApiGroups.Files, "Attach a file to a task")
    {
        Text = "The body is the file itself, whatever it calls itself: `curl --data-binary @figures.pdf '…/tasks/51/files?name=figures.pdf'`. Everyone who sees the task may; the "
            + "task's version grows, and the event is `task.updated`. A file that is too long for this hub is refused with 422.",
        Query = [Field.Words("name", "What it is called.", "figures.pdf") with { IsNeeded = true }],
        TakesFile = true,
        Status = StatusCodes.Status201Created,
        Answer = File,
    };

    public static readonly Operation Get = new("get_file", ApiGroups.Files, "Read about a file") { Answer = File };

    public static readonly Operation Content = new("get_file_content", ApiGroups.Files, "Download a file")
    {
        Text = "Ranges are answered.",
        Answer = Bytes,
        AnswersFile = true,
    };

    public static readonly Operation Delete = new("delete_file", ApiGroups.Files, "Take a file away")
    {
        Text = "Whoever attached it may, and participants.",
    };
}
