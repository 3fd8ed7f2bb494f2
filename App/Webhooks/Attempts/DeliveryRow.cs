using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Ui;
using TaskHub.Webhooks.Security;

namespace TaskHub.Webhooks.Attempts;

/// <summary>A delivery as it is read for people: with what was frozen of its event and how long its last attempt took.</summary>
internal sealed record DeliveryRow(Delivery Delivery, string Data, int? DurationMs)
{
    private const int NameLength = 120;

    public DeliveryView View(Webhook webhook, DateTimeOffset now) =>
        DeliveryView.Of(Delivery, webhook, now) with { ObjectName = Name(Data), LastDurationMs = DurationMs };

    /// <summary>The attempts of these deliveries, oldest first, without the secrets of their webhook where the hub has the keys to know them.</summary>
    public static async Task<ILookup<long, AttemptView>> AttemptsAsync(AppDbContext db, Redaction? secrets, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var attempts = await db.Attempts.AsNoTracking()
            .Where(a => ids.Contains(a.DeliveryId))
            .OrderBy(a => a.Number)
            .ToListAsync(cancel);
        return attempts.ToLookup(a => a.DeliveryId, a => secrets is null ? AttemptView.Of(a) : AttemptView.Of(a).Without(secrets));
    }

    /// <summary>What an event's object was called then: tasks and projects have a name, a comment has its text.</summary>
    public static string? Name(string data)
    {
        using var json = JsonDocument.Parse(data);
        var o = json.RootElement.GetProperty("object");
        var name = o.TryGetProperty("name", out var n) ? n.GetString() : o.TryGetProperty("body", out var b) ? SafeMarkdown.ToText(b.GetString() ?? "").ReplaceLineEndings(" ") : null;
        return name?.Length > NameLength ? $"{name.AsSpan(0, NameLength)}…" : name;
    }
}
