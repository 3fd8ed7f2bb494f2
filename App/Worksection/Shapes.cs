using System.Globalization;
using System.Text.Json.Nodes;
using TaskHub.Events;
using TaskHub.Organizations;

namespace TaskHub.Worksection;

/// <summary>How Worksection writes things: ids as text, times to the minute in UTC, and a page below the hub's address.</summary>
internal static class Shapes
{
    // What a project may restrict in Worksection. Nothing of it is restricted here; the first four are permissions.
    private static readonly string[] Permissions = ["allow_close", "allow_give", "allow_term", "allow_limit"];

    private static readonly string[] Restrictions =
    [
        "require_term", "require_tag", "require_limit", "require_hidden", "deny_comments_edit", "deny_task_edit", "deny_task_delete",
        "time_require", "time_today", "timer_only",
    ];

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string ProjectPage(long project) => $"/project/{Id(project)}/";

    public static string TaskPage(TaskPayload task) => $"/project/{Id(task.ProjectId)}/{Id(task.Id)}/";

    /// <summary>The last thing that a long text has to say is lost, as it is with Worksection: it takes so many characters and no more.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    public static JsonObject Project(ProjectPayload project, string company, Roster roster, Parameters given)
    {
        var json = new JsonObject
        {
            ["id"] = Id(project.Id),
            ["name"] = project.Name,
            ["page"] = ProjectPage(project.Id),
            ["status"] = project.Archived ? "archive" : "active",
            ["company"] = company,
            ["user_from"] = roster.Show(project.UserId),
            ["user_to"] = Roster.Nobody(WorksectionText.NoManager),
        };
        if (given.Wants("text") || given.Wants("html"))
        {
            json["text"] = given.Wants("html") ? Ui.SafeMarkdown.ToHtml(project.Description) : project.Description;
        }

        json["date_added"] = Time(project.CreatedAt);
        if (given.Wants("options"))
        {
            json["options"] = new JsonObject(
                Permissions.Select(name => KeyValuePair.Create(name, (JsonNode?)1))
                    .Concat(Restrictions.Select(name => KeyValuePair.Create(name, (JsonNode?)0))));
        }

        if (given.Wants("users"))
        {
            json["users"] = new JsonArray([.. roster.Members.Where(m => Sees(m, project.Id)).Select(m => Roster.Show(m.Person))]);
        }

        return json;
    }

    public static JsonObject Comment(CommentPayload comment, TaskPayload task, Roster roster) => new()
    {
        ["id"] = Id(comment.Id),
        ["page"] = $"{TaskPage(task)}#com{Id(comment.Id)}",
        ["text"] = comment.Body,
        ["date_added"] = Time(comment.CreatedAt),
        ["user_from"] = roster.Show(comment.UserId),
    };

    private static bool Sees(Member member, long project) =>
        member.Role != Identity.Role.External || member.ProjectIds.Contains(project);
}
