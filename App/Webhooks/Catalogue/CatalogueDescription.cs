using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Webhooks.Catalogue;

/// <summary>What the description of the API says of rehearsals.</summary>
internal static class CatalogueDescription
{
    private static readonly ApiObject Rehearsed = new("Rehearsal", typeof(Rehearsal), "Which of the last events a setting would have sent.", """
        {"type":"Rehearsal","web_hook_id":1,"looked":1,"would_send":1,"events":[{"event_id":"evt_019abc00000000000000000000000001","event":"task.created",
        "object_type":"task","object_id":"51","project_id":2,"created_at":1415025412,"would_send":true}]}
        """);

    public static readonly Operation Rehearse = new("rehearse_web_hook", ApiGroups.WebHooks, "Which of the last 100 events would it have sent?")
    {
        Text = "Tries a choice of events and projects on what happened lately, newest first; without one, the web hook's own. It changes nothing, and does not ask whether the web hook was enabled.",
        Query =
        [
            Field.AnyOf("events", "The kinds of events of the setting.", EventTypes.All),
            Field.Words("project_ids", "Its projects, with commas between their ids; `0` for all."),
        ],
        Answer = Rehearsed,
    };
}
