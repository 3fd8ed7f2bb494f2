namespace TaskHub.Api.Description;

/// <summary>What the description says that belongs to no single endpoint.</summary>
internal static class DescriptionText
{
    public const string Summary = "Tasks, comments, projects and webhooks, in the shapes of Redbooth's API 3.";

    public const string Token =
        "A personal access token, made under Access tokens in the menu of your name. It reaches one organization, but for the "
        + "one of an unattended set-up, and does what its scopes allow: `read` whatever a member reads, `write` every change of the work, `web_hooks` all of the "
        + "webhooks, `admin` the organization, its members and its tokens.";

    public const string Idempotency = "A name of your own for this request. Repeated within 24 hours it is answered as the first time, with `Idempotent-Replayed: true`, and nothing "
        + "happens twice; a `secret` is not shown again. What was refused, with a 4xx or 5xx, changed nothing and is not kept: it is judged anew when it comes again under its "
        + "key, mended or as it was. The same key with another request than the one that was done is answered 422, while that is under way 409.";

    public const string IfMatch = "The version that you saw, as its `ETag` said it. When it is not the newest any more, nothing changes and the answer is 409.";

    public const string Overview = """
        JSON in, JSON out. **Times are Unix seconds, ids numbers, dates `2026-12-01`**, names in `snake_case`.

        ```
        curl -H "Authorization: Bearer thub_pat_…" https://hub.example/api/3/me
        ```

        ### Changing
        PUT and PATCH do the same: they change the fields given. `version` in the body, or `If-Match`, asks for the conflict check where an
        object has versions (tasks and projects); without it the last writer wins. A body may also be a form. A member or a filter that an
        operation does not have is refused with 400, and `errors` names it: nothing that you send is ignored in silence. A whole object may be sent
        back as it was read; its members that are `readOnly` must be as they are.

        ### Lists
        are plain arrays of 30, or of `per_page`, at most 1,000. The headers `PaginationTotalPages`, `PaginationPerPage`,
        `PaginationCurrentPage`, `PaginationTotalObjects` and `PaginationLinks` tell where you are; `order=id-DESC` how it is sorted.

        ### Errors
        are `application/problem+json`, with Redbooth's member `error` beside it, and `errors` by field where fields are to blame.
        What is not yours is answered like what is not there: 404. The webhooks of an organization that you do not administer are 403,
        "Insufficient authorization", whether there is such an organization or not.

        ### Events
        What happens to tasks, comments and projects is posted to the webhooks that ask for it; each of the eleven kinds stands below with
        its three formats. Deliveries are signed as [Standard Webhooks](https://www.standardwebhooks.com) describe.
        """;

    /// <summary>The headings, in their order.</summary>
    public static readonly (string Name, string Text)[] Groups =
    [
        (ApiGroups.Tasks, "What is to be done."),
        (ApiGroups.Subtasks, "The steps of a task. A change of one is an update of its task: the task's version grows, and the event is `task.updated`."),
        (ApiGroups.Files, "What is attached to tasks."),
        (ApiGroups.Comments, "What people say on tasks, in Markdown."),
        (ApiGroups.Projects, "Where tasks live, and the lists that they stand in."),
        (ApiGroups.Organizations, "Who works here, and with which rights."),
        (ApiGroups.People, "Who you are, and whom you work with."),
        (ApiGroups.Activity, "What happened, what of it concerns you, and where to find things."),
        (ApiGroups.WebHooks, "Urls to which events are posted."),
        (ApiGroups.Deliveries, "What was sent, every attempt with both sides' headers and bodies, and sending it again."),
    ];

    public static string PathPart(string name) => name switch
    {
        "organizationId" => "The organization.",
        "member" => "The membership.",
        "sign" => "The sign.",
        _ => "Its id.",
    };

    public static string PageHeader(string name) => name switch
    {
        "PaginationTotalPages" => "How many pages there are.",
        "PaginationPerPage" => "How many a page has.",
        "PaginationCurrentPage" => "Which page this is, counted from 1.",
        _ => "How long the whole list is.",
    };
}
