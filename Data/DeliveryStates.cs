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

    /// <summary>
    /// The deliveries of what happened to one task and its comments, found by its events; the planner would begin at the other end. The statement has
    /// no argument of its own: one that has is written anew for each question, which costs more than the answer.
    /// </summary>
    public IQueryable<Delivery> DeliveriesOfTask(long taskId) =>
        Deliveries.FromSql($"""SELECT * FROM "Deliveries" AS d INDEXED BY "IX_Deliveries_EventId" WHERE TRUE""")
            .Where(d => Events.Where(e => e.TaskId == taskId).Select(e => e.Id).Contains(d.EventId));
}
