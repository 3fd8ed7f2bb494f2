using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Webhooks;

/// <summary>What the description of the API says of webhooks and deliveries.</summary>
internal static class WebhooksDescription
{
    private const string AttemptExample = """
        {"number":1,"started_at":1415025412,"duration_ms":12,"status_code":200,"error":null,"url":"https://receiver.example/hook","request_headers":{"webhook-event":"task.created"},
        "request_body":"{\"type\":\"task\",\"id\":\"51\",\"url\":\"https://hub.example/api/3/tasks/51\",\"action\":\"create\"}",
        "response_headers":{"content-type":"text/plain"},"response_body":"ok","response_cut":false,
        "timing":{"dns_ms":null,"connect_ms":2,"tls_ms":5,"first_byte_ms":11}}
        """;

    private const string DeliveryExample =
        """{"type":"Delivery","id":"dlv_01","web_hook_id":1,"sequence":12,"event":"task.created","object_type":"task","object_id":"51","state":"delivered","""
        + "\"attempts_count\":1,\"next_attempt_at\":null,\"created_at\":1415025412,\"attempts\":[" + AttemptExample + "]}";

    private static readonly ApiObject WebHook = new("WebHook", typeof(WebhookView), "A webhook: a url, and which events are posted to it.", """
        {"type":"WebHook","id":1,"organization_id":1,"url":"https://receiver.example/hook","description":"","format":"redbooth",
        "events":["task.created","task.updated","task.completed","task.reopened","task.deleted"],"project_ids":[],"strict_order":false,
        "rate_per_minute":null,"status":"working",
        "status_text":"Working","status_color":"green","errors":0,"disabled_reason":null,"disabled_at":null,"created_at":1415025412,"updated_at":1415025412}
        """);

    private static readonly ApiObject OneAttempt = new("Attempt", typeof(AttemptView), "One attempt to deliver, with both sides' headers and bodies.", AttemptExample);

    internal static readonly ApiObject OneDelivery = new("Delivery", typeof(DeliveryView), "What became of one event for one webhook.", DeliveryExample);

    private static readonly ApiObject TestResult = new(
        "WebHookTest", typeof(WebhookTest), "What a test came to.", $$"""{"ok":true,"attempt":{{AttemptExample}}}""");

    private static readonly ApiObject Count = new(
        "RedeliverCount", typeof(WebhooksApi.RedeliverCount), "How many deliveries are, or would be, sent again.", """{"count":3}""");

    private static readonly ApiObject Canceled = new(
        "CanceledCount", typeof(WebhooksApi.CanceledCount), "How many deliveries were canceled.", """{"canceled":12}""");

    public static readonly Operation List = new("list_web_hooks", ApiGroups.WebHooks, "List an organization's webhooks")
    {
        Text = "For its administrators.",
        Orders = FindWebhooks.Order.Names,
        IsList = true,
        Answer = WebHook,
    };

    public static readonly Operation Create = new("create_web_hook", ApiGroups.WebHooks, "Create a webhook")
    {
        Text = "A signed test is sent first, unless `enabled` is false; when it fails, nothing is saved. The answer has the signing `secret`, this once.",
        Body = [Url with { IsNeeded = true }, .. Fields, Secret, Field.Flag("enabled", "False saves without a test.", true)],
        Status = StatusCodes.Status201Created,
        Answer = WebHook,
    };

    public static readonly Operation Get = new("get_web_hook", ApiGroups.WebHooks, "Read a webhook") { Answer = WebHook };

    public static readonly Operation Edit = new("update_web_hook", ApiGroups.WebHooks, "Change a webhook")
    {
        Text = "A new `url` of one that is enabled is tested first, and so is one that `enabled` enables; when the test fails, nothing is changed.",
        Body = [Url, .. Fields, Field.Flag("enabled", "True enables it, after a signed test; false disables it.")],
        Answer = WebHook,
    };

    public static readonly Operation Delete = new("delete_web_hook", ApiGroups.WebHooks, "Delete a webhook");

    public static readonly Operation Enable = new("enable_web_hook", ApiGroups.WebHooks, "Enable a webhook")
    {
        Text = "After a signed test; when it fails, it stays disabled. What was held is sent.",
        Answer = WebHook,
    };

    public static readonly Operation Disable = new("disable_web_hook", ApiGroups.WebHooks, "Disable a webhook") { Answer = WebHook };

    public static readonly Operation CancelHeld = new("cancel_held_deliveries", ApiGroups.WebHooks, "Cancel what is held")
    {
        Text = "So that enabling the webhook begins with what happens then. Each can still be redelivered.",
        Answer = Canceled,
    };

    public static readonly Operation RotateSecret = new("rotate_web_hook_secret", ApiGroups.WebHooks, "Make a new signing secret")
    {
        Text = "The answer has it, this once, and says until when the one before signs as well.",
        Body =
        [
            Field.Whole("overlap_hours", $"For how many hours the present secret signs too: {Webhooks.RotateSecret.OverlapHours} unless you say otherwise; 0 ends it at once.",
                0, Webhooks.RotateSecret.MostOverlapHours, Webhooks.RotateSecret.OverlapHours),
        ],
        Answer = WebHook,
    };

    public static readonly Operation ExpireSecret = new("expire_web_hook_secret", ApiGroups.WebHooks, "End the older signing secrets")
    {
        Text = "At once: from now on the newest alone signs.",
        Answer = WebHook,
    };

    public static readonly Operation Test = new("test_web_hook", ApiGroups.WebHooks, "Send a test")
    {
        Text = "Signed as a delivery is, and none: it counts for nothing. With `event` it has the body of that kind of event, of the newest one or of `event_id`, and the header "
            + "`webhook-test: example`.",
        Body =
        [
            Event("The kind of event whose body it has; without one, the test that comes before a web hook is enabled."),
            Field.Words("event_id", "A certain event of that kind."),
        ],
        Answer = TestResult,
    };

    public static readonly Operation RedeliverMany = new("redeliver_web_hook", ApiGroups.Deliveries, "Send many deliveries again")
    {
        Body =
        [
            State("Only in this state.", "failed"), .. Filters, Field.Texts("ids", "Only these deliveries; those of them that wait already are left out."),
            Field.Flag("collapse", "Only the newest of each task and comment, and none of which something newer arrived or is on its way."),
            Field.Flag("dry_run", "Only count them.", true),
        ],
        Text = "In batches; `Location` says where to watch it, and to stop it.",
        Status = StatusCodes.Status202Accepted,
        Answer = Count,
        Conflict = "the webhook is disabled.",
    };

    public static readonly Operation Deliveries = new("list_deliveries", ApiGroups.Deliveries, "List a webhook's deliveries")
    {
        Text = "Newest first. A search (`event`, `q`, `code=2xx`) looks at a stretch of a long history only: go on at the cursor even when it found nothing.",
        Query = [State("Only in this state."), .. Filters],
        IsList = true,
        HasCursor = true,
        Answer = OneDelivery,
    };

    public static readonly Operation Delivery = new("get_delivery", ApiGroups.Deliveries, "Read a delivery") { Answer = OneDelivery };

    public static readonly Operation Attempts = new("list_attempts", ApiGroups.Deliveries, "List a delivery's attempts") { IsList = true, Answer = OneAttempt };

    public static readonly Operation Redeliver = new("redeliver_delivery", ApiGroups.Deliveries, "Send a delivery again")
    {
        Text = "At once, whatever became of it, under the same id.",
        Status = StatusCodes.Status202Accepted,
        Answer = OneDelivery,
        Conflict = "the webhook is disabled, an attempt is under way, or it was asked for already.",
    };

    private static Field Url => Field.Words("url", "Where events are posted to.", "https://receiver.example/hook", Webhook.UrlLength);

    private static Field Secret => Field.Words("secret", "A signing secret that the receiver knows already: `whsec_` and base64 of 24 to 64 bytes.");

    private static IEnumerable<Field> Fields =>
    [
        Field.Words("description", "What it is for.", "", Webhook.DescriptionLength),
        Field.OneOf("format", "How bodies are written.", ["redbooth", "worksection", "full"], "redbooth"),
        Field.AnyOf("events", "Which kinds of events; each format begins with its own.", EventTypes.All, "task.created", "task.completed"),
        Field.Ids("project_ids", "Only of these projects; an empty list means all."),
        Field.Flag("strict_order", "One delivery at a time, in the order of `webhook-sequence`."),
        Field.WholeOrNull("rate_per_minute", "At most so many deliveries in a minute; 0 or null means any number.", 0, Webhook.MostPerMinute),
        Field.Words("http_user", "The user of basic authentication; an empty one takes it away."),
        Field.Words("http_password", "Its password."),
        Field.Map("headers", "Headers of your own, which each request carries."),
    ];

    private static IEnumerable<Field> Filters =>
    [
        Event("Only of this kind."), Field.OneOf("code", "`2xx`: whose last attempt was answered so. The others: whose last failure was answered so, mended since or not; `state` tells which.", DeliveryFilter.Codes),
        Field.OneOf("error", "Whose last failure was this, mended since or not.", DeliveryFilter.Errors), Field.Id("task_id", "Only of this task and its comments."),
        Field.Time("since", "Created at this time or later,"), Field.Time("until", "Created before this time, which is not before `since`,"),
        Field.Time("tried_since", "With an attempt that began at this time or later,"), Field.Time("tried_until", "With an attempt that began before this time, which is not before `tried_since`,"),
        Field.Words("q", "A delivery's id, an event's, an object's number, or text in the event or in a body."),
    ];

    private static Field State(string text, string? example = null) => Field.OneOf("state", text, Enum.GetValues<DeliveryState>().Select(DeliveryFilter.Name), example);

    private static Field Event(string text) => Field.OneOf("event", text, EventTypes.All);
}
