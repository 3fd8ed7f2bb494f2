using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>A redelivery as the API shows it.</summary>
public sealed record RedeliveryView
{
#pragma warning disable CA1822 // The serializer reads it.
    public string Type => "Redelivery";
#pragma warning restore CA1822

    public required long Id { get; init; }
    public required long WebHookId { get; init; }
    public required RedeliveryState State { get; init; }

    /// <summary>How many deliveries it is for.</summary>
    public required int Count { get; init; }

    /// <summary>How many of them have been posted again.</summary>
    public required int Sent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long the rest takes; null where that is not known, and once it has ended.</summary>
    [JsonIgnore]
    public TimeSpan? Left { get; init; }

    [JsonIgnore]
    public bool HasEnded => State is RedeliveryState.Finished or RedeliveryState.Stopped;

    internal static RedeliveryView Of(Redelivery redelivery, int waiting) => new()
    {
        Id = redelivery.Id,
        WebHookId = redelivery.WebhookId,
        State = redelivery.State,
        Count = redelivery.Total,
        Sent = Math.Clamp(redelivery.Queued - waiting, 0, redelivery.Total),
        CreatedAt = redelivery.CreatedAt,
        EndedAt = redelivery.EndedAt,
    };
}

/// <summary>Finds the redeliveries of a webhook and how far they are, the newest first.</summary>
internal sealed class FindRedeliveries(IDbContextFactory<AppDbContext> contexts)
{
    public async Task<Result<IReadOnlyList<RedeliveryView>>> RunAsync(Actor actor, long webhookId, int count, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == webhookId, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        return await ViewsAsync(db, db.Redeliveries.Where(r => r.WebhookId == webhookId).OrderByDescending(r => r.Id).Take(count), cancel);
    }

    /// <summary>One of them.</summary>
    public async Task<Result<RedeliveryView>> OneAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var one = db.Redeliveries.Where(r => r.Id == id);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => one.Any(r => r.WebhookId == w.Id), cancel);
        return webhook is null ? Failure.NotFound(WebhookAccess.Redelivery)
            : actor.Judge(webhook) is { } failure ? failure
            : (await ViewsAsync(db, one, cancel))[0];
    }

    private static async Task<List<RedeliveryView>> ViewsAsync(AppDbContext db, IQueryable<Redelivery> query, CancellationToken cancel)
    {
        await using var snapshot = await db.SnapshotAsync(cancel);
        var views = new List<RedeliveryView>();
        foreach (var redelivery in await query.AsNoTracking().ToListAsync(cancel))
        {
            var hasEnded = redelivery.State is RedeliveryState.Finished or RedeliveryState.Stopped;
            var waiting = hasEnded ? 0
                : await RedeliverySet.Waiting(db, redelivery).CountAsync(cancel) + await RedeliverySet.Held(db, redelivery).CountAsync(cancel);
            var view = RedeliveryView.Of(redelivery, waiting);
            var webhook = hasEnded ? null : await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == redelivery.WebhookId, cancel);
            views.Add(webhook is null ? view : view with
            {
                Left = await RedeliveryPace.TakesAsync(db, webhook, view.Count - view.Sent + await RedeliveryPace.BeforeAsync(db, webhook.Id, redelivery.Id, cancel), cancel),
            });
        }

        return views;
    }
}
