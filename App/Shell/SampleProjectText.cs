namespace TaskHub;

/// <summary>A task of the sample project. The list counts from 0.</summary>
internal sealed record SampleTask(int List, string Name, string Description, params string[] Labels)
{
    public int? DueInDays { get; init; }
    public bool Mine { get; init; }
    public bool Done { get; init; }
}

/// <summary>What the sample project teaches, in the words of the tasks themselves.</summary>
internal static class SampleProjectText
{
    public const string Name = "Welcome to TaskHub";
    public const string Description = "A small tour. Tick the tasks off as you go, then delete this project.";

    /// <param name="url">Where the hub is reached, without a slash at its end.</param>
    /// <param name="organizationId">The organization that the project is in.</param>
    public static IEnumerable<SampleTask> Tasks(string url, long organizationId) =>
    [
        new(0, "Move a card", """
            This board has a column for each task list. **Drag** a card into the next column, or open the menu of a card and choose
            a list under *Move to*.

            Nobody has to reload: whoever else looks at this board sees the card move.
            """, "board") { Mine = true, DueInDays = 0 },
        new(0, "Work without the mouse", """
            Put the focus on the title of a card with `Tab`, then:

            - arrow keys go from card to card,
            - `Space` lifts the card, the arrow keys carry it, `Space` drops it, `Esc` puts it back,
            - `Enter` opens it.
            """, "board", "keyboard"),
        new(0, "Write a task of your own", """
            *Add task* stands at the foot of every column. A name is enough; an assignee, dates, labels and a priority can follow.

            Descriptions and comments understand Markdown: **bold**, *italic*, `code`, lists and links.
            """, "board") { DueInDays = 2 },
        new(0, "Invite somebody", $"""
            People join by a link that you send them: see the members in the [settings]({url}/app/organization/{organizationId}/settings).

            - **Participants** see and edit every project.
            - **Administrators** also manage members, settings and webhooks.
            - **External** people see only the projects that they were let into.
            """, "people") { DueInDays = 7 },
        new(0, "Tell another program what happens here", $"""
            A webhook posts each change to a url of yours within moments: open the
            [webhooks]({url}/app/organization/{organizationId}/web_hooks) and choose *Create a new web hook*.

            1. Give it the url of your receiver and the events that it wants.
            2. The hub sends a signed test; when the receiver answers, the webhook is on.
            3. Change a task and watch the delivery arrive, with both sides' headers and bodies.
            """, "webhooks") { DueInDays = 3 },
        new(0, "Call the API", $"""
            Whatever the pages do, a program can do as well. Create an access token in the
            [settings]({url}/app/organization/{organizationId}/settings), then:

            ```
            curl -H "Authorization: Bearer YOUR_TOKEN" {url}/api/3/tasks
            ```

            Projects, task lists, comments and webhooks are beside it, under the same `{url}/api/3`.
            """, "api"),
        new(1, "Look around in this project", "This task is under way, so it stands in the middle column. Tick its circle when you are done.")
        {
            Mine = true,
        },
        new(2, "Set up this hub", "You have just done that. A task that is done can be opened again at any time.") { Mine = true, Done = true },
    ];
}
