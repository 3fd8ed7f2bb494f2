using TaskHub.Api;

namespace TaskHub.Activity;

public static class EventsApi
{
    public static void MapEvents(this IEndpointRouteBuilder api) =>
        api.MapGet("/events/{id}", async (Call call, string id, FindEvent find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk());
}
