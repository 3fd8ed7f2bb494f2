using TaskHub.Api;

namespace TaskHub.Webhooks;

/// <summary>What the description of the API says of redeliveries, and of what a receiver did not get and why.</summary>
internal static class ProofsDescription
{
    private static readonly ApiObject OneRedelivery = new("Redelivery", typeof(RedeliveryView), "Many deliveries on their way again, and how far they are.", """
        {"type":"Redelivery","id":4,"web_hook_id":1,"state":"running","count":120,"sent":37,"created_at":1415025412,"ended_at":null}
        """);

    private static readonly ApiObject GapsFound = new("Gaps", typeof(GapsView), "What a webhook's receiver has not acknowledged.", """
        {"type":"Gaps","web_hook_id":1,"after":0,"through":12,"newest":12,"acknowledged_through":8,"removed":[{"from":1,"to":3}],"gaps":[{"sequence":9,
        "delivery_id":"dlv_09","event":"task.created","event_id":"evt_019abc00000000000000000000000001","object_type":"task","object_id":"51","state":"retrying",
        "created_at":1415025412,"body_url":"https://hub.example/api/3/deliveries/dlv_09/body","expunged_at":null}]}
        """);

    private static readonly ApiObject NotGot = new("MissedEvent", typeof(MissedEvent), "An event that a webhook did not get, and why.", """
        {"event_id":"evt_019abc00000000000000000000000001","event":"comment.created","object_type":"comment","object_id":"7","created_at":1415025412,
        "outcome":"filtered_by_event","text":"It does not ask for this kind of event."}
        """);

    private static readonly ApiObject Told = new("Why", typeof(EventWhyView), "An event, and what became of it for every webhook.", """
        {"type":"Why","event_id":"evt_019abc00000000000000000000000001","event":"task.created","object_type":"task","object_id":"51","created_at":1415025412,
        "web_hooks":[{"web_hook_id":1,"web_hook":"receiver.example","outcome":"sent","text":"It was sent.","delivery_id":"dlv_01","state":"delivered",
        "deleted":false}]}
        """);

    private static readonly ApiObject Posted = new("DeliveryBody", typeof(object), "The body, byte for byte as it is posted, in the webhook's format.",
        """{"type":"task","id":"51","url":"https://hub.example/api/3/tasks/51","action":"create"}""");

    public static readonly Operation Cancel = new("cancel_delivery", ApiGroups.Deliveries, "Cancel a delivery that waits")
    {
        Text = "For its turn, its next try, or its webhook to be enabled. It is not tried any more, and what waits behind it goes on; one that was sent before is again what it was. "
            + "It can still be redelivered.",
        Answer = WebhooksDescription.OneDelivery,
        Conflict = "it does not wait, or an attempt is under way.",
    };

    public static readonly Operation Expunge = new("expunge_delivery", ApiGroups.Deliveries, "Expunge a delivery's bodies")
    {
        Text = "At once and for good: the bodies of all its attempts, and what the event kept unless another webhook still has it to send. What still waited is canceled, and it can never be sent again.",
        Answer = WebhooksDescription.OneDelivery,
        Conflict = "an attempt is under way.",
    };

    public static readonly Operation Redeliveries = new("list_redeliveries", ApiGroups.Deliveries, "List a webhook's redeliveries")
    {
        Text = "Newest first.",
        Query = [Field.Whole("per_page", "How many.", 1, Paging.MaxSize)],
        IsList = true,
        Answer = OneRedelivery,
    };

    public static readonly Operation Redelivery = new("get_redelivery", ApiGroups.Deliveries, "Read how far a redelivery is") { Answer = OneRedelivery };

    public static readonly Operation PauseRedelivery = new("pause_redelivery", ApiGroups.Deliveries, "Pause a redelivery")
    {
        Text = "What is queued leaves, never more than a moment's worth; the rest waits until you resume it. One that has ended stays as it is.",
        Answer = OneRedelivery,
    };

    public static readonly Operation ResumeRedelivery = new("resume_redelivery", ApiGroups.Deliveries, "Resume a redelivery")
    {
        Text = "One that has ended stays as it is.",
        Answer = OneRedelivery,
    };

    public static readonly Operation StopRedelivery = new("stop_redelivery", ApiGroups.Deliveries, "Stop a redelivery")
    {
        Text = "What it has not come to stays untouched. One that has ended stays as it is.",
        Answer = OneRedelivery,
    };

    public static readonly Operation Gaps = new("list_gaps", ApiGroups.Deliveries, "What the receiver has not acknowledged")
    {
        Text = "In the order of `webhook-sequence`, up to `through`; what follows is at the next cursor. `through` below your `after` means that this hub has not "
            + "counted as far: it was restored from an older backup. A gap whose bodies were expunged has `expunged_at` and no `body_url`: it can never be sent again.",
        Query = [Field.Whole("after", "Only after this sequence number.", 0)],
        HasCursor = true,
        Answer = GapsFound,
    };

    public static readonly Operation Missed = new("list_missed_events", ApiGroups.Deliveries, "What a webhook did not get, and why")
    {
        Text = "Newest first. One answer looks at a stretch of events only: go on at the cursor even when it is empty.",
        IsList = true,
        HasCursor = true,
        Answer = NotGot,
    };

    public static readonly Operation Why = new("why_event", ApiGroups.Deliveries, "What became of an event for every webhook")
    {
        Text = "For the organization's administrators.",
        Answer = Told,
    };

    public static readonly Operation Body = new("get_delivery_body", ApiGroups.Deliveries, "Read a delivery's body")
    {
        Text = "As it is posted, with `webhook-id`, `webhook-event`, `webhook-event-id` and `webhook-sequence` as headers of the answer.",
        Answer = Posted,
    };
}
