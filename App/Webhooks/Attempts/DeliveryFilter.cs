using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks;

/// <summary>Which deliveries of a webhook; everything is optional.</summary>
public sealed record DeliveryFilter
{
    /// <summary>How many deliveries can be named at once.</summary>
    public const int MostIds = 1000;

    /// <summary>The classes of status codes, as <see cref="Code"/> names them.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["2xx", "3xx", "4xx", "5xx"];

    /// <summary>The kinds of errors (contract, section 3).</summary>
    public static IReadOnlyList<string> Errors { get; } = [.. Enum.GetValues<AttemptError>().Select(e => e.WireName()).OfType<string>().Distinct()];

    /// <summary>One of the six states, as the API writes them.</summary>
    public string? State { get; init; }

    /// <summary>A kind of event.</summary>
    public string? Event { get; init; }

    /// <summary>What the last attempt was answered, for <c>2xx</c>; for <c>3xx</c> to <c>5xx</c> the last one that failed, mended since or not.</summary>
    public string? Code { get; init; }

    /// <summary>What went wrong with the last attempt that failed, mended since or not, as the API writes it.</summary>
    public string? Error { get; init; }

    /// <summary>Created at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Created before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>With an attempt that began at this time or later: what happened may be older.</summary>
    public DateTimeOffset? TriedSince { get; init; }

    /// <summary>With an attempt that began before this time.</summary>
    public DateTimeOffset? TriedUntil { get; init; }

    /// <summary>What happened to this task and its comments.</summary>
    public long? TaskId { get; init; }

    /// <summary>A delivery's id, an event's, an object's number, or text in what was frozen with the event, or in a body that was sent or came back.</summary>
    public string? Q { get; init; }

    /// <summary>Only these, by the ids that receivers know; null means any.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Only the newest of each object, and none of an object of which something newer arrived or is on its way.</summary>
    public bool Collapse { get; init; }

    /// <summary>The first part of an address that says nothing which can be understood; null when all is well.</summary>
    internal string? Misread { get; init; }

    /// <summary>Whether it asks for what went wrong.</summary>
    internal bool IsOfErrors => Error is not null || (Code is not null && Code != Codes[0]);

    /// <summary>Whether only looking at every delivery tells which ones it means, because no index does.</summary>
    internal bool IsSearch => Event is not null || (!string.IsNullOrWhiteSpace(Q) && NamedEvent is null) || Code == Codes[0];

    /// <summary>The event whose id is looked for, or whose delivery's: an index finds either at once.</summary>
    internal string? NamedEvent => Q?.Trim() is not { } text ? null : IsId(text, "evt_") ? text : IsId(text, "dlv_") ? Delivery.EventIdOf(text) : null;

    /// <summary>What is wrong with it, or null.</summary>
    internal Failure? Check()
    {
        var errors = new Dictionary<string, string[]>();
        if (Misread is not null)
        {
            errors[Misread] = [AttemptsText.NotUnderstood(Misread)];
        }

        if (State is not null && !TryState(out _))
        {
            errors["state"] = [SubscriptionTexts.StateUnknown(State)];
        }

        if (Event is not null && !EventChoice.Exists(Event))
        {
            errors["event"] = [SubscriptionTexts.EventUnknown(Event)];
        }

        if (Code is not null && !Codes.Contains(Code))
        {
            errors["code"] = [AttemptsText.CodeUnknown(Code)];
        }

        if (Error is not null && !Errors.Contains(Error))
        {
            errors["error"] = [AttemptsText.ErrorUnknown(Error)];
        }

        if (Until < Since)
        {
            errors["until"] = [AttemptsText.Backwards("until", "since")];
        }

        if (TriedUntil < TriedSince)
        {
            errors["tried_until"] = [AttemptsText.Backwards("tried_until", "tried_since")];
        }

        if (Ids?.Count > MostIds)
        {
            errors["ids"] = [AttemptsText.TooManyIds(MostIds)];
        }

        return errors.Count == 0 ? null : Failure.Invalid(errors);
    }

    /// <summary>The refusal of ids that are none of the webhook's: what was asked for by name must not be left out in silence.</summary>
    internal async Task<Failure?> CheckIdsAsync(AppDbContext db, long webhookId, CancellationToken cancel)
    {
        if (Ids is not { } ids)
        {
            return null;
        }

        var known = await db.Deliveries.Where(d => d.WebhookId == webhookId && ids.Contains(d.PublicId)).Select(d => d.PublicId).ToListAsync(cancel);
        return ids.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } none ? Failure.Invalid("ids", AttemptsText.NoSuchDelivery(none)) : null;
    }

    internal bool TryState(out DeliveryState state)
    {
        state = Enum.GetValues<DeliveryState>().FirstOrDefault(s => Name(s) == State, (DeliveryState)(-1));
        return Enum.IsDefined(state);
    }

    /// <summary>The class of a status code, as a filter names it; null where there is none.</summary>
    internal static string? CodeOf(int? status) => status is >= 200 and < 600 ? $"{status / 100}xx" : null;

    /// <summary>A state as the API and addresses write it.</summary>
    internal static string Name(DeliveryState state) => state.ToString().ToLowerInvariant();

    /// <summary>The deliveries of a webhook that it finds.</summary>
    internal async Task<IQueryable<Delivery>> OfAsync(AppDbContext db, long webhookId, CancellationToken cancel) =>
        Matching(db, await IndexedAsync(db, webhookId, cancel));

    /// <summary>The deliveries that an index finds for it: those that it means, and where it <see cref="IsSearch"/> others among them.</summary>
    internal async Task<IQueryable<Delivery>> IndexedAsync(AppDbContext db, long webhookId, CancellationToken cancel)
    {
        var deliveries = NamedEvent is not null ? db.Deliveries
            : TaskId is { } task ? db.DeliveriesOfTask(task)
            : IsOfErrors ? db.DeliveriesWithErrors()
            : TryState(out var state) ? db.DeliveriesIn(state)
            : db.Deliveries;
        deliveries = Narrow(deliveries.Where(d => d.WebhookId == webhookId));
        if (TriedSince is not null || TriedUntil is not null)
        {
            var tried = Tried(db.Attempts.Where(a => a.WebhookId == webhookId)).Select(a => a.DeliveryId);
            deliveries = deliveries.Where(d => tried.Contains(d.Id));
        }

        if (Since is null && Until is null)
        {
            return deliveries;
        }

        var (from, below) = await db.DeliveryIdsAsync(Since, Until, cancel);
        return deliveries.Where(d => d.Id >= from && d.Id < below);
    }

    /// <summary>What it asks of a delivery's own row, whichever index finds it.</summary>
    private IQueryable<Delivery> Narrow(IQueryable<Delivery> deliveries)
    {
        deliveries = TryState(out var state) ? deliveries.Where(d => d.State == state) : deliveries;
        deliveries = Error is { } error ? deliveries.Where(d => d.FailedError == error) : deliveries;
        deliveries = Since is { } since ? deliveries.Where(d => d.CreatedAt >= since) : deliveries;
        deliveries = Until is { } until ? deliveries.Where(d => d.CreatedAt < until) : deliveries;
        if (NamedEvent is { } named)
        {
            var text = Q!.Trim();
            deliveries = text == named ? deliveries.Where(d => d.Event!.PublicId == named) : deliveries.Where(d => d.PublicId == text);
        }

        deliveries = NamedEvent is not null && TaskId is { } task ? deliveries.Where(d => d.Event!.TaskId == task) : deliveries;
        deliveries = Ids is { } ids ? deliveries.Where(d => ids.Contains(d.PublicId)) : deliveries;
        if (Code is { } code && code != Codes[0])
        {
            var first = (code[0] - '0') * 100;
            deliveries = deliveries.Where(d => d.FailedStatusCode >= first && d.FailedStatusCode < first + 100);
        }

        return deliveries;
    }

    /// <summary>Those of them that it means.</summary>
    internal IQueryable<Delivery> Matching(AppDbContext db, IQueryable<Delivery> deliveries)
    {
        if (Event is { } type)
        {
            deliveries = deliveries.Where(d => d.EventType == type);
        }

        if (Code == Codes[0])
        {
            deliveries = deliveries.Where(d => d.LastStatusCode >= 200 && d.LastStatusCode < 300);
        }

        return string.IsNullOrWhiteSpace(Q) || NamedEvent is not null ? deliveries : Search(db, deliveries, Q.Trim());
    }

    /// <summary>Those that it means, whatever their webhook, without an index of its own: for questions about single deliveries.</summary>
    internal IQueryable<Delivery> AnyOf(AppDbContext db)
    {
        var deliveries = Matching(db, Narrow(db.Deliveries));
        var tried = Tried(db.Attempts);
        return TriedSince is null && TriedUntil is null ? deliveries : deliveries.Where(d => tried.Any(a => a.DeliveryId == d.Id));
    }

    private IQueryable<Attempt> Tried(IQueryable<Attempt> attempts)
    {
        attempts = TriedSince is { } since ? attempts.Where(a => a.StartedAt >= since) : attempts;
        return TriedUntil is { } until ? attempts.Where(a => a.StartedAt < until) : attempts;
    }

    // As the hub makes them: the kind, 32 hexadecimal digits, and after those of a delivery the webhook.
    private static bool IsId(string text, string kind) =>
        text.StartsWith(kind, StringComparison.Ordinal) && text.Length >= kind.Length + 32
        && text.Skip(kind.Length).Take(32).All(char.IsAsciiHexDigitLower) && text[(kind.Length + 32)..] is var rest
        && (kind == "dlv_" ? rest.StartsWith('_') && !rest.AsSpan(1).ContainsAnyExceptInRange('0', '9') : rest.Length == 0);

    private static IQueryable<Delivery> Search(AppDbContext db, IQueryable<Delivery> deliveries, string text)
    {
        var number = text.StartsWith("TH-", StringComparison.OrdinalIgnoreCase) ? text[3..] : text.TrimStart('#');
        if (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return deliveries.Where(d => d.ObjectId == id);
        }

        var pattern = AppDbContext.Containing(text);
        return deliveries.Where(d => d.PublicId == text || EF.Functions.Like(d.Event!.Data, pattern, AppDbContext.LikeEscape)
            || db.Attempts.Any(a => a.DeliveryId == d.Id && (EF.Functions.Like(a.ResponseBody!, pattern, AppDbContext.LikeEscape) || EF.Functions.Like(a.RequestBody, pattern, AppDbContext.LikeEscape))));
    }
}
