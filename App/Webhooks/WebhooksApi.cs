using TaskHub.Api;
using TaskHub.Identity;

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
    }

    private static void MapHooks(IEndpointRouteBuilder api)
    {
        var list = api.MapGroup("/organizations/{organizationId:long}/web_hooks");
        list.MapGet("/", async (Call call, long organizationId, Paging paging, FindWebhooks find, CancellationToken cancel) =>
        {
            var page = await find.PageAsync(call.Actor, organizationId, paging, cancel);
            return page.Ok ? page.Value.ToList(paging) : Problem.Of(page.Failure);
        });
        list.MapPost("/", async (Call call, long organizationId, JsonBody body, CreateWebhook create, CancellationToken cancel) =>
            Hook(await create.RunAsync(call.Actor, organizationId, Input(body), FailedTest.Refuses, cancel))
                .ToCreated(w => $"/api/3/web_hooks/{w.Id}"));

        var one = api.MapGroup("/web_hooks/{id:long}");
        one.MapGet("/", async (Call call, long id, FindWebhook find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).Select(d => d.Webhook).ToOk());
        one.MapChange("/", async (Call call, long id, JsonBody body, EditWebhook edit, CancellationToken cancel) =>
            Hook(await edit.RunAsync(call.Actor, id, Input(body), cancel)).ToOk());
        one.MapDelete("/", async (Call call, long id, DeleteWebhook delete, CancellationToken cancel) =>
            (await delete.RunAsync(call.Actor, id, cancel)).ToNoContent());
    }

    private static void MapStates(IEndpointRouteBuilder one)
    {
        one.MapPost("/enable", async (Call call, long id, EnableWebhook enable, CancellationToken cancel) =>
            Hook(await enable.RunAsync(call.Actor, id, FailedTest.Refuses, cancel)).ToOk());
        one.MapPost("/disable", async (Call call, long id, DisableWebhook disable, CancellationToken cancel) =>
            (await disable.RunAsync(call.Actor, id, cancel)).ToOk());
        one.MapPost("/rotate_secret", async (Call call, long id, JsonBody body, RotateSecret rotate, CancellationToken cancel) =>
            (await rotate.RunAsync(call.Actor, id, Overlap(body), cancel)).ToOk());
        one.MapPost("/expire_secret", async (Call call, long id, ExpireSecret expire, CancellationToken cancel) =>
            (await expire.RunAsync(call.Actor, id, cancel)).ToOk());
        one.MapPost("/test", async (Call call, long id, TestWebhook test, CancellationToken cancel) =>
            (await test.RunAsync(call.Actor, id, cancel)).ToOk());
        one.MapPost("/redeliver", async (Call call, long id, JsonBody body, RedeliverDeliveries redeliver, CancellationToken cancel) =>
            (await redeliver.RunAsync(call.Actor, id, Filter(body), body.Flag("dry_run").Value, cancel))
                .Select(count => new RedeliverCount(count)).ToAccepted());
    }

    private static void MapDeliveries(IEndpointRouteBuilder api)
    {
        api.MapGet("/web_hooks/{id:long}/deliveries", async (
            Call call, long id, QueryFields query, Paging paging, FindDeliveries find, HttpResponse response, CancellationToken cancel) =>
        {
            var page = await find.RunAsync(call.Actor, id, Filter(query), paging.Size, query.Text("cursor"), withAttempts: true, cancel);
            if (page.Ok && page.Value.NextCursor is { } next)
            {
                response.Headers["PaginationNextCursor"] = next;
            }

            return page.Select(p => p.Deliveries).ToOk();
        });
        var one = api.MapGroup("/deliveries/{id}");
        one.MapGet("/", async (Call call, string id, FindDelivery find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk());
        one.MapGet("/attempts", async (Call call, string id, FindDelivery find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).Select(d => d.Attempts).ToOk());
        one.MapPost("/redeliver", async (Call call, string id, RedeliverDelivery redeliver, CancellationToken cancel) =>
            (await redeliver.RunAsync(call.Actor, id, cancel)).ToAccepted());
    }

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
        Secret = body.Text("secret").Value,
        Enabled = body.Flag("enabled") is { IsGiven: true, Value: var enabled } ? enabled : null,
    };

    private static string? Text(JsonBody body, string field) => body.Text(field) is { IsGiven: true, Value: var value } ? value ?? "" : null;

    private static DeliveryFilter Filter(QueryFields query) => new()
    {
        State = query.Text("state"),
        Event = query.Text("event"),
        Since = query.Time("since"),
        Until = query.Time("until"),
        Q = query.Text("q"),
    };

    private static DeliveryFilter Filter(JsonBody body) => new()
    {
        State = body.Text("state").Value,
        Event = body.Text("event").Value,
        Since = body.TimeOrNull("since").Value,
        Until = body.TimeOrNull("until").Value,
    };

    /// <summary>How many deliveries are, or would be, sent again.</summary>
    private sealed record RedeliverCount(int Count);
}
