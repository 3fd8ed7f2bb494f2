using TaskHub.Api;
using TaskHub.Events;

namespace TaskHub.Activity;

/// <summary>What happened: the frozen events by id, and the same for people to read.</summary>
public static class ActivityApi
{
    public static void MapActivities(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events/{id}", async (Call call, string id, FindEvent find, CancellationToken cancel) =>
            (await find.RunAsync(call.Actor, id, cancel)).ToOk()).Described(ActivityDescription.Event);
        api.MapGet("/activities", async (Call call, QueryFields query, Paging paging, ReadActivities read, CancellationToken cancel) =>
            (await read.RunAsync(call.Actor, Wanted(query), paging, cancel)).ToList(paging)).Described(ActivityDescription.Activities);
    }

    private static ActivityQuery Wanted(QueryFields query)
    {
        var type = query.Text("event");
        return type is not null && !EventTypes.All.Contains(type)
            ? throw new BadField("event", ActivityText.EventUnknown)
            : new ActivityQuery
            {
                OrganizationId = query.Id("organization_id"),
                ProjectId = query.Id("project_id"),
                TaskId = query.Id("task_id"),
                UserId = query.Id("user_id"),
                Event = type,
                Since = query.Time("updated_since"),
            };
    }
}
