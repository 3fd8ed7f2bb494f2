using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;

namespace TaskHub.Webhooks;

/// <summary>Which deliveries of a webhook; everything is optional.</summary>
public sealed record DeliveryFilter
{
    /// <summary>How many deliveries can be named at once.</summary>
    public const int MostIds = 1000;

    /// <summary>One of the six states, as the API writes them.</summary>
    public string? State { get; init; }

    /// <summary>A kind of event.</summary>
    public string? Event { get; init; }

    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Created before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A delivery's id, an object's number, or text in what was frozen with the event.</summary>
    public string? Q { get; init; }

    /// <summary>Only these, by the ids that receivers know; null means any.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    internal Failure? Check()
    {
        var errors = new Dictionary<string, string[]>();
        if (State is not null && !TryState(out _))
        {
            errors["state"] = [SubscriptionTexts.StateUnknown(State)];
        }

        if (Event is not null && !EventChoice.Exists(Event))
        {
            errors["event"] = [SubscriptionTexts.EventUnknown(Event)];
        }

        if (Ids?.Count > MostIds)
        {
            errors["ids"] = [AttemptsText.TooManyIds(MostIds)];
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);
    }

    internal bool TryState(out DeliveryState state)
    {
        state = Enum.GetValues<DeliveryState>().FirstOrDefault(s => Name(s) == State, (DeliveryState)(-1));
        return Enum.IsDefined(state);
    }

    /// <summary>A state as the API and addresses write it.</summary>
    internal static string Name(DeliveryState state) => state.ToString().ToLowerInvariant();

    /// <summary>The deliveries of a webhook that it finds.</summary>
    internal IQueryable<Delivery> Of(AppDbContext db, long webhookId)
    {
        var deliveries = (TryState(out var state) ? db.DeliveriesIn(state) : db.Deliveries).Where(d => d.WebhookId == webhookId);
        if (Event is { } type)
        {
            deliveries = deliveries.Where(d => d.EventType == type);
        }

        if (Since is { } since)
        {
            deliveries = deliveries.Where(d => d.CreatedAt >= since);
        }

        if (Until is { } until)
        {
            deliveries = deliveries.Where(d => d.CreatedAt < until);
        }

        if (Ids is { } ids)
        {
            deliveries = deliveries.Where(d => ids.Contains(d.PublicId));
        }

        return string.IsNullOrWhiteSpace(Q) ? deliveries : Search(deliveries, Q.Trim());
    }

    private static IQueryable<Delivery> Search(IQueryable<Delivery> deliveries, string text)
    {
        var number = text.StartsWith("TH-", StringComparison.OrdinalIgnoreCase) ? text[3..] : text.TrimStart('#');
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return deliveries.Where(d => d.ObjectId == id);
        }

        var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return deliveries.Where(d => d.PublicId == text || EF.Functions.Like(d.Event!.Data, pattern, "\\"));
    }
}
