using TaskHub.Api;

namespace TaskHub.Activity;

/// <summary>What concerns the person whose token it is.</summary>
public static class NotificationsApi
{
    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications");
        notifications.MapGet("/", async (Call call, QueryFields query, Paging paging, ReadNotifications read, CancellationToken cancel) =>
            (await read.RunAsync(call.Actor, Wanted(query), paging, cancel)).ToList(paging)).Described(ActivityDescription.Notifications);
        notifications.MapGet("/{id:long}", async (Call call, long id, ReadNotifications read, CancellationToken cancel) =>
            (await read.OneAsync(call.Actor, id, cancel)).ToOk()).Described(ActivityDescription.Notification);
        notifications.MapChange("/{id:long}", async (Call call, long id, JsonBody body, MarkNotifications mark, CancellationToken cancel) =>
        {
            var read = body.Flag("read");
            return read.IsGiven
                ? (await mark.RunAsync(call.Actor, id, read.Value, cancel)).ToOk()
                : throw new BadField("read", ActivityText.ReadRequired, StatusCodes.Status422UnprocessableEntity);
        }).Described(ActivityDescription.Mark);
        notifications.MapPost("/read", async (Call call, JsonBody body, MarkNotifications mark, CancellationToken cancel) =>
            Answers.Ok(new NotificationCount(await mark.AllAsync(call.Actor, body.IdOrNull("organization_id").Value, cancel))))
            .Described(ActivityDescription.MarkAll);
    }

    private static NotificationQuery Wanted(QueryFields query) => new()
    {
        OrganizationId = query.Id("organization_id"),
        ProjectId = query.Id("project_id"),
        Read = query.Flag("read"),
        Reason = query.AnyOf<NotificationReason>("reason"),
        Since = query.Time("updated_since"),
    };

    /// <summary>How many were marked.</summary>
    internal sealed record NotificationCount(int Count);
}
