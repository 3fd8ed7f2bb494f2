using Microsoft.EntityFrameworkCore;
using TaskHub.Webhooks;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    /// <summary>
    /// The deliveries in a state, read by the index over that state where it has one. The planner alone prefers an index over the whole
    /// history, which costs as much as the history is long (measured).
    /// </summary>
    public IQueryable<Delivery> DeliveriesIn(DeliveryState state) => state switch
    {
        DeliveryState.Retrying => Deliveries.FromSql($"""SELECT * FROM "Deliveries" INDEXED BY "IX_Deliveries_Retrying" WHERE "State" = 1"""),
        DeliveryState.Held => Deliveries.FromSql($"""SELECT * FROM "Deliveries" INDEXED BY "IX_Deliveries_Held" WHERE "State" = 2"""),
        DeliveryState.Failed => Deliveries.FromSql($"""SELECT * FROM "Deliveries" INDEXED BY "IX_Deliveries_Failed" WHERE "State" = 4"""),
        DeliveryState.Canceled => Deliveries.FromSql($"""SELECT * FROM "Deliveries" INDEXED BY "IX_Deliveries_Canceled" WHERE "State" = 5"""),
        DeliveryState.Pending => Deliveries.Where(d => d.State == DeliveryState.Pending && d.NextAttemptAt == Delivery.AtOnce),
        _ => Deliveries.Where(d => d.State == state),
    };

    /// <summary>The deliveries whose last attempt failed, read by the index over those alone.</summary>
    public IQueryable<Delivery> DeliveriesWithErrors() =>
        Deliveries.FromSql($"""SELECT * FROM "Deliveries" INDEXED BY "IX_Deliveries_Errors" WHERE "FailedError" IS NOT NULL""");

    /// <summary>The newest failed ones of each webhook: a step in the index for each, instead of a walk over the history of all.</summary>
    /// <param name="each">How many of each.</param>
    public IQueryable<Delivery> NewestFailed(int each) =>
        Deliveries.FromSql($"""
            SELECT d.* FROM "Webhooks" w CROSS JOIN "Deliveries" d WHERE w."DeletedAt" IS NULL AND d."Id" IN (
                SELECT n."Id" FROM "Deliveries" n INDEXED BY "IX_Deliveries_Failed" WHERE n."State" = 4 AND n."WebhookId" = w."Id" ORDER BY n."Id" DESC LIMIT {each})
            """);

    /// <summary>The newest delivered ones of each webhook, among its last thousand.</summary>
    /// <param name="each">How many of each.</param>
    public IQueryable<Delivery> NewestDelivered(int each) =>
        Deliveries.FromSql($"""
            SELECT d.* FROM "Webhooks" w CROSS JOIN "Deliveries" d WHERE w."DeletedAt" IS NULL AND d."Id" IN (
                SELECT "Id" FROM (SELECT n."Id", n."State" FROM "Deliveries" n INDEXED BY "IX_Deliveries_WebhookId_Id" WHERE n."WebhookId" = w."Id" ORDER BY n."Id" DESC LIMIT 1000)
                WHERE "State" = 3 LIMIT {each})
            """);

    /// <summary>
    /// The deliveries of what happened to one task and its comments, found by its events; the planner would begin at the other end. The statement has
    /// no argument of its own: one that has is written anew for each question, which costs more than the answer.
    /// </summary>
    public IQueryable<Delivery> DeliveriesOfTask(long taskId) =>
        Deliveries.FromSql($"""SELECT * FROM "Deliveries" AS d INDEXED BY "IX_Deliveries_EventId" WHERE TRUE""")
            .Where(d => Events.Where(e => e.TaskId == taskId).Select(e => e.Id).Contains(d.EventId));
}
