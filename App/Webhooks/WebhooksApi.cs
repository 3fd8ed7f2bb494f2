using TaskHub.Api;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Catalogue;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Telling;

namespace TaskHub.Webhooks;

/// <summary>Webhooks, deliveries and attempts in the API (contract, section 3). All of it needs the scope of webhooks.</summary>
public static class WebhooksApi
{
    public static void MapWebhooks(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup("").NeedsScope(Scopes.WebHooks);
        MapHooks(api);
        MapStates(api.MapGroup("/web_hooks/{id:long}"));
        MapDeliveries(api);
        MapRedeliveries(api);
        MapProofs(api);
    }

    /// <summary>The files that pages offer; no part of the API.</summary>
    public static void MapWebhookFiles(this IEndpointRouteBuilder endpoints) => endpoints.MapDeliverySheets();

    private static void MapHooks(IEndpointRouteBuilder api)
    {
        var list = api.MapGroup("/organizations/{organizationId:long}/web_hooks");
        list.MapGet("/", async (Call call, long organizationId, Paging paging, FindWebhooks find, CancellationToken cancel) =>
        {
            var page = await find.PageAsync(call.Actor, organizationId, paging, cancel);
            return page.Ok ? page.Value.ToList(paging) : Problem.Of(page.Failure);
        }).Described(WebhooksDescription.List);
        list.MapPost("/", async (Call call, long organizationId, JsonBody body, CreateWebhook create, CancellationToken cancel) =>
            Hook(await create.RunAsync(call.Actor, organizationId, Input(body) with { Secret = body.Text("secret").Value }, FailedTest.Refuses, cancel))
                .ToCreated(w => $"/api/3/web_hooks/{w.Id}")).Described(WebhooksDescription.Create);

        var told = api.MapGroup("/organizations/{organizationId:long}/web_hook_notifications");
        told.MapGet("/", async (Call call, long organizationId, ChooseAlarms choose, CancellationToken cancel) =>
            (await choose.FindAsync(call.Actor, organizationId, cancel)).ToOk()).Described(TellingDescription.Find);
        told.MapChange("/", async (Call call, long organizationId, JsonBody body, ChooseAlarms choose, CancellationToken cancel) =>
            (await choose.RunAsync(call.Actor, organizationId, body.Texts("inbox").Value, body.Texts("mail").Value, cancel)).ToOk())
            .Described(TellingDescription.Choose);

        var one = api.MapGroup("/web_hooks/{id:long}");
        one.MapGet("/", async (Call call, long id, FindWebhook find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).Select(d => d.Webhook).ToOk()).Described(WebhooksDescription.Get);
        one.MapChange("/", async (Call call, long id, JsonBody body, EditWebhook edit, CancellationToken cancel) =>
            Hook(await edit.RunAsync(call.Actor, id, Input(body), cancel)).ToOk()).Described(WebhooksDescription.Edit);
        one.MapDelete("/", async (Call call, long id, DeleteWebhook delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent()).Described(WebhooksDescription.Delete);
    }

    private static void MapStates(IEndpointRouteBuilder one)
    {
        one.MapPost("/enable", async (Call call, long id, EnableWebhook enable, CancellationToken cancel) =>
            Hook(await enable.RunAsync(call.Actor, id, FailedTest.Refuses, cancel)).ToOk()).Described(WebhooksDescription.Enable);
        one.MapPost("/disable", async (Call call, long id, DisableWebhook disable, CancellationToken cancel) =>
            (await disable.RunAsync(call.Actor, id, cancel)).ToOk()).Described(WebhooksDescription.Disable);
        one.MapPost("/rotate_secret", async (Call call, long id, JsonBody body, RotateSecret rotate, CancellationToken cancel) =>
            (await rotate.RunAsync(call.Actor, id, Overlap(body), cancel)).ToOk()).Described(WebhooksDescription.RotateSecret);
        one.MapPost("/expire_secret", async (Call call, long id, ExpireSecret expire, CancellationToken cancel) =>
            (await expire.RunAsync(call.Actor, id, cancel)).ToOk()).Described(WebhooksDescription.ExpireSecret);
        one.MapPost("/cancel_held", async (Call call, long id, CancelHeld cancelHeld, CancellationToken cancel) =>
            (await cancelHeld.RunAsync(call.Actor, id, cancel)).Select(count => new CanceledCount(count)).ToOk()).Described(WebhooksDescription.CancelHeld);
        one.MapPost("/test", async (Call call, long id, JsonBody body, TestWebhook test, SendExample example, CancellationToken cancel) =>
        {
            var (type, eventId) = (body.Text("event").Value, body.Text("event_id").Value);
            return type is not null ? (await example.RunAsync(call.Actor, id, type, eventId, cancel)).ToOk()
                : eventId is not null ? throw new BadField("event_id", SubscriptionTexts.EventOfId)
                : (await test.RunAsync(call.Actor, id, cancel)).ToOk();
        }).Described(WebhooksDescription.Test);
        one.MapGet("/rehearsal", async (Call call, long id, QueryFields query, RehearseWebhook rehearse, CancellationToken cancel) =>
            (await rehearse.RunAsync(call.Actor, id, List(query.Text("events")), Projects(query.Text("project_ids")), cancel)).ToOk())
            .Described(CatalogueDescription.Rehearse);
        one.MapPost("/examine", async (Call call, long id, ExamineReceiver examine, CancellationToken cancel) =>
            (await examine.RunAsync(call.Actor, id, cancel: cancel)).ToOk()).Described(DoctorDescription.Examine);
    }

    private static void MapRedeliveries(IEndpointRouteBuilder api)
    {
        var hook = api.MapGroup("/web_hooks/{id:long}");
        hook.MapPost("/redeliver", async (
            Call call, long id, JsonBody body, PlanRedelivery plan, RedeliverDeliveries redeliver, HttpResponse response, CancellationToken cancel) =>
        {
            if (body.Flag("dry_run").Value)
            {
                return (await plan.RunAsync(call.Actor, id, Filter(body), cancel)).Select(p => new RedeliverCount(p.Count)).ToAccepted();
            }

            var started = await redeliver.RunAsync(call.Actor, id, Filter(body), cancel);
            if (started is { Ok: true, Value.Id: { } redelivery })
            {
                response.Headers.Location = response.HttpContext.RequestServices.GetRequiredService<PublicUrl>().For($"/api/3/redeliveries/{redelivery}");
            }

            return started.Select(s => new RedeliverCount(s.Count)).ToAccepted();
        }).Described(WebhooksDescription.RedeliverMany);
        hook.MapGet("/redeliveries", async (Call call, long id, Paging paging, FindRedeliveries find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, paging.Size, cancel)).ToOk()).Described(ProofsDescription.Redeliveries);
        api.MapGet("/redeliveries/{id:long}", async (Call call, long id, FindRedeliveries find, CancellationToken cancel) =>
            (await find.OneAsync(call.Actor, id, cancel)).ToOk()).Described(ProofsDescription.Redelivery);
        api.MapPost("/redeliveries/{id:long}/pause", async (Call call, long id, PauseRedelivery pause, CancellationToken cancel) =>
            (await pause.RunAsync(call.Actor, id, pauses: true, cancel)).ToOk()).Described(ProofsDescription.PauseRedelivery);
        api.MapPost("/redeliveries/{id:long}/resume", async (Call call, long id, PauseRedelivery pause, CancellationToken cancel) =>
            (await pause.RunAsync(call.Actor, id, pauses: false, cancel)).ToOk()).Described(ProofsDescription.ResumeRedelivery);
        api.MapPost("/redeliveries/{id:long}/stop", async (Call call, long id, StopRedelivery stop, CancellationToken cancel) =>
            (await stop.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ProofsDescription.StopRedelivery);
    }

    private static void MapProofs(IEndpointRouteBuilder api)
    {
        api.MapGet("/web_hooks/{id:long}/gaps", async (
            Call call, long id, QueryFields query, Paging paging, FindGaps find, HttpResponse response, CancellationToken cancel) =>
        {
            var gaps = await find.RunAsync(call.Actor, id, query.Id("cursor") ?? query.Id("after") ?? 0, paging.Size, cancel);
            GoOn(response, gaps is { Ok: true, Value: var g } && g.Through < g.Newest ? $"{g.Through}" : null);
            return gaps.ToOk();
        }).Described(ProofsDescription.Gaps);
        api.MapGet("/web_hooks/{id:long}/why", async (
            Call call, long id, QueryFields query, Paging paging, FindMissed find, HttpResponse response, CancellationToken cancel) =>
        {
            var page = await find.RunAsync(call.Actor, id, paging.Size, query.Text("cursor"), cancel);
            GoOn(response, page.Ok ? page.Value.NextCursor : null);
            return page.Select(p => p.Events).ToOk();
        }).Described(ProofsDescription.Missed);
        api.MapGet("/events/{id}/why", async (Call call, string id, FindWhy find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ProofsDescription.Why);
        api.MapGet("/deliveries/{id}/body", async (Call call, string id, FindBody find, HttpResponse response, CancellationToken cancel) =>
        {
            var body = await find.RunAsync(call.Actor, id, cancel);
            if (!body.Ok)
            {
                return Problem.Of(body.Failure);
            }

            var (bytes, delivery) = body.Value;
            response.Headers["webhook-id"] = delivery.PublicId;
            response.Headers["webhook-event"] = delivery.EventType;
            response.Headers["webhook-event-id"] = delivery.Event!.PublicId;
            response.Headers["webhook-sequence"] = delivery.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Results.Bytes(bytes, "application/json");
        }).Described(ProofsDescription.Body);
    }

    private static void GoOn(HttpResponse response, string? cursor)
    {
        if (cursor is not null)
        {
            response.Headers["PaginationNextCursor"] = cursor;
        }
    }

    private static void MapDeliveries(IEndpointRouteBuilder api)
    {
        api.MapGet("/web_hooks/{id:long}/deliveries", async (
            Call call, long id, QueryFields query, Paging paging, FindDeliveries find, HttpResponse response, CancellationToken cancel) =>
        {
            var page = await find.RunAsync(call.Actor, id, Filter(query), paging.Size, query.Text("cursor"), withAttempts: true, cancel);
            GoOn(response, page.Ok ? page.Value.NextCursor : null);
            return page.Select(p => p.Deliveries).ToOk();
        }).Described(WebhooksDescription.Deliveries);
        var one = api.MapGroup("/deliveries/{id}");
        one.MapGet("/", async (Call call, string id, FindDelivery find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk()).Described(WebhooksDescription.Delivery);
        one.MapGet("/attempts", async (Call call, string id, FindDelivery find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).Select(d => d.Attempts).ToOk()).Described(WebhooksDescription.Attempts);
        one.MapPost("/cancel", async (Call call, string id, CancelDelivery give, CancellationToken cancel) =>
            (await give.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ProofsDescription.Cancel);
        one.MapPost("/expunge", async (Call call, string id, ExpungeDelivery expunge, CancellationToken cancel) =>
            (await expunge.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ProofsDescription.Expunge);
        one.MapPost("/redeliver", async (Call call, string id, RedeliverDelivery redeliver, CancellationToken cancel) =>
            (await redeliver.RunAsync(call.Actor, id, cancel)).ToAccepted()).Described(WebhooksDescription.Redeliver);
    }

    private static string[]? List(string? text) => text?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static List<long>? Projects(string? text) => List(text) is not { } ids ? null
        : [.. ids.Select(id => long.TryParse(id, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var one)
            ? one
            : throw new BadField("project_ids", SubscriptionTexts.ProjectIdsUnread)).Where(id => id != 0)];

    private static int Overlap(JsonBody body) =>
        body.Number("overlap_hours") is { IsGiven: true, Value: var hours } ? hours : RotateSecret.OverlapHours;

    private static Result<WebhookView> Hook(Result<TestedWebhook> result) => result.Select(t => t.Webhook);

    // A field that is null clears what it names; one that is not there leaves it.
    private static WebhookInput Input(JsonBody body) => new()
    {
        Url = Text(body, "url"),
        Description = Text(body, "description"),
        Format = Text(body, "format"),
        Events = body.Texts("events").Value,
        ProjectIds = body.Ids("project_ids").Value,
        HttpUser = Text(body, "http_user"),
        HttpPassword = Text(body, "http_password"),
        Headers = body.Map("headers").Value?.ToDictionary(h => h.Key, string? (h) => h.Value),
        StrictOrder = body.Flag("strict_order") is { IsGiven: true, Value: var strict } ? strict : null,
        RatePerMinute = body.NumberOrNull("rate_per_minute") is { IsGiven: true, Value: var rate } ? rate ?? 0 : null,
        Enabled = body.Flag("enabled") is { IsGiven: true, Value: var enabled } ? enabled : null,
    };

    private static string? Text(JsonBody body, string field) => body.Text(field) is { IsGiven: true, Value: var value } ? value ?? "" : null;

    private static DeliveryFilter Filter(QueryFields query) => new()
    {
        State = query.Text("state"),
        Event = query.Text("event"),
        Since = query.Time("since"),
        Until = query.Time("until"),
        TriedSince = query.Time("tried_since"),
        TriedUntil = query.Time("tried_until"),
        Code = query.Text("code"),
        Error = query.Text("error"),
        TaskId = query.Id("task_id"),
        Q = query.Text("q"),
    };

    private static DeliveryFilter Filter(JsonBody body) => new()
    {
        State = body.Text("state").Value,
        Event = body.Text("event").Value,
        Since = body.TimeOrNull("since").Value,
        Until = body.TimeOrNull("until").Value,
        TriedSince = body.TimeOrNull("tried_since").Value,
        TriedUntil = body.TimeOrNull("tried_until").Value,
        Code = body.Text("code").Value,
        Error = body.Text("error").Value,
        TaskId = body.IdOrNull("task_id").Value,
        Q = body.Text("q").Value,
        Collapse = body.Flag("collapse").Value,
        Ids = body.Texts("ids") is { IsGiven: true, Value: var ids } ? ids : null,
    };

    /// <summary>How many deliveries are, or would be, sent again.</summary>
    internal sealed record RedeliverCount(int Count);

    /// <summary>How many deliveries were canceled.</summary>
    internal sealed record CanceledCount(int Canceled);
}
