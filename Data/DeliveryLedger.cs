using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>
/// The short way to the rows that delivery lives on, for the two units of work that run thousands of times a second: claiming and recording.
/// It keeps one connection and its prepared statements; the rules stay where they are. Everything else goes through
/// <see cref="AppDbContext"/>. Measured: a tenth of the processor time that change tracking takes for the same rows.
/// </summary>
public sealed class DeliveryLedger(DataFolder folder, WriteGate gate) : IDisposable
{
    private LedgerStatements? statements;

    /// <summary>
    /// Runs <paramref name="work"/> in the write gate, in one transaction; when it throws, nothing of it remains. It is handed the ledger's
    /// rows, and the topics to signal after the commit.
    /// </summary>
    public Task<T> RunAsync<T>(Func<LedgerRows, ISet<string>, T> work, CancellationToken cancel = default) =>
        gate.RunAloneAsync(
            topics =>
            {
                statements ??= new LedgerStatements(DataRoom.Open(folder));
                try
                {
                    statements.Begin();
                    var result = work(new LedgerRows(statements), topics);
                    statements.Commit();
                    return result;
                }
                catch
                {
                    // Whatever state the connection is in goes with it, an open transaction included.
                    topics.Clear();
                    statements.Dispose();
                    statements = null;
                    throw;
                }
            },
            cancel);

    public void Dispose() => statements?.Dispose();
}

/// <summary>The rows of one unit of work.</summary>
public readonly struct LedgerRows
{
    private readonly LedgerStatements statements;

    internal LedgerRows(LedgerStatements statements) => this.statements = statements;

    /// <summary>A webhook as delivery needs it, deleted or not; its name for people, its maker and its kinds of events are not read.</summary>
    public Webhook? Webhook(long id) => statements.FindWebhook.First(LedgerRow.Webhook, id);

    /// <summary>A delivery without its event.</summary>
    public Delivery? Delivery(long id) => statements.FindDelivery.First(LedgerRow.Delivery, id);

    /// <summary>What is pending and free, with its event, oldest first.</summary>
    public List<Delivery> Pending(long webhookId, DateTimeOffset now, int most) =>
        statements.Pending.All(LedgerRow.DeliveryWithEvent, webhookId, Ms(now), most);

    /// <summary>Of what is pending and free, what was never sent.</summary>
    public List<Delivery> Untried(long webhookId, DateTimeOffset now, int most) =>
        statements.Untried.All(LedgerRow.DeliveryWithEvent, webhookId, Ms(now), most);

    /// <summary>What is due again and free, with its event, the longest due first.</summary>
    public List<Delivery> DueAgain(long webhookId, DateTimeOffset now, int most) =>
        statements.DueAgain.All(LedgerRow.DeliveryWithEvent, webhookId, Ms(now), most);

    /// <summary>What somebody asked for by hand and is free, with its event.</summary>
    public List<Delivery> ByHand(long webhookId, DateTimeOffset now, int most) =>
        statements.ByHand.All(LedgerRow.DeliveryWithEvent, webhookId, Ms(now), most);

    /// <summary>The oldest free one that waits for another try, due or not, with its event.</summary>
    public Delivery? OldestRetry(long webhookId, DateTimeOffset now) =>
        statements.OldestRetry.First(LedgerRow.DeliveryWithEvent, webhookId, Ms(now));

    /// <summary>When the next free delivery is due.</summary>
    public DateTimeOffset? NextDue(long webhookId, DateTimeOffset now) =>
        statements.NextDue.First(LedgerRow.Time, webhookId, Ms(now));

    /// <summary>Claims a delivery until then, or with null gives it back.</summary>
    public void Lease(long id, DateTimeOffset? until) => statements.Lease.Run(Ms(until), id);

    /// <summary>Marks a delivery as delivered by one more attempt. False when there is no such delivery any more.</summary>
    public bool Deliver(long id, int? status, DateTimeOffset now) => statements.Deliver.Run(status, Ms(now), id) > 0;

    /// <summary>Saves what an attempt changes of a delivery.</summary>
    public void Save(Delivery d) => statements.SaveDelivery.Run(
        (int)d.State, d.AttemptsCount, d.RoundAttempts, Ms(d.NextAttemptAt), d.ByHand, Ms(d.LeaseUntil), d.LastStatusCode, d.LastError,
        Ms(d.DeliveredAt), d.Id);

    /// <summary>Saves what attempts change of a webhook.</summary>
    public void Save(Webhook w) => statements.SaveWebhook.Run(
        w.Enabled, (int?)w.DisabledReason, Ms(w.DisabledAt), w.DisabledNote, w.Errors, Ms(w.LastErrorAt), Ms(w.LastAttemptAt),
        Ms(w.LastSuccessAt), Ms(w.NotBefore), Ms(w.UpdatedAt), w.Id);

    /// <summary>Puts an attempt on record.</summary>
    public void Add(Attempt a) => statements.AddAttempt.Run(
        a.DeliveryId, a.WebhookId, a.Number, Ms(a.StartedAt), a.DurationMs, a.DnsMs, a.ConnectMs, a.TlsMs, a.FirstByteMs, a.StatusCode, a.Error,
        a.RequestHeaders, a.RequestBody, a.ResponseHeaders, a.ResponseBody, a.ResponseCut, a.ByHand, a.Url);

    /// <summary>Holds what waits of a webhook that was disabled.</summary>
    public void Hold(long webhookId) => statements.Hold.Run(webhookId);

    /// <summary>Keeps what the webhook is from the next event on: whether it is enabled, and why not.</summary>
    public void AddVersion(Webhook w, DateTimeOffset now) => statements.AddVersion.Run(w.Id, Ms(now), w.Enabled, (int?)w.DisabledReason);

    /// <summary>Puts on the audit that the hub itself disabled a webhook.</summary>
    public void AuditDisabling(Webhook w, DateTimeOffset now, string who, string act, string host, string why) =>
        statements.AuditDisabling.Run(w.Id, Ms(now), who, act, host, why);

    private static long? Ms(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
