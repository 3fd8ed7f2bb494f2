using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Doctor;
using TaskHub.Webhooks.Security;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>
/// Examines the receiver of a webhook, enabled or not: its name, its certificate, whether it answers and how quickly, and whether it refuses
/// what nobody but the hub may send. Everything passes the guarded client; nothing is put on record or counted, and what was found is remembered only
/// until the hub ends or the url changes.
/// </summary>
internal sealed class ExamineReceiver(
    IDbContextFactory<AppDbContext> contexts, WebhookRules rules, Probe probe, TestLimit limit, Examinations examinations, IOptions<WebhookOptions> options, TimeProvider time)
{
    /// <summary>As many tests as an examination sends, for the limit.</summary>
    private const int Requests = 5;

    /// <param name="actor">Who asks.</param>
    /// <param name="id">The webhook.</param>
    /// <param name="onFinding">Hears each finding as soon as it is made.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Examination>> RunAsync(Actor actor, long id, Action<Finding>? onFinding = null, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
        if (actor.Judge(webhook) is { } failure)
        {
            return failure;
        }

        if (limit.Take(actor, id, Requests) is { } tooMany)
        {
            return tooMany;
        }

        var findings = new List<Finding>();
        void Found(Finding finding)
        {
            findings.Add(finding);
            onFinding?.Invoke(finding);
        }

        var at = time.GetUtcNow();
        if (await ReachAsync(webhook!, Found, cancel))
        {
            await TalkAsync(webhook!, Found, cancel);
        }

        var examination = new Examination(id, at, findings);
        examinations.Keep(webhook!, examination);
        return examination;
    }

    /// <summary>The newest examination of a webhook's present url since the hub started; null when there was none.</summary>
    public async Task<Result<Examination?>> LastAsync(Actor actor, long id, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var webhook = await db.Webhooks.AsNoTracking().ReachedBy(actor).SingleOrDefaultAsync(w => w.Id == id, cancel);
        return actor.Judge(webhook) is { } failure ? failure : examinations.Of(webhook!);
    }

    /// <summary>The way to the receiver; false when there is none, and nothing more can be found out.</summary>
    private async Task<bool> ReachAsync(Webhook webhook, Action<Finding> found, CancellationToken cancel)
    {
        if (rules.JudgeUrl(webhook.Url) is not null)
        {
            found(Findings.Refused());
            return false;
        }

        var look = await probe.LookAsync(webhook, cancel);
        if (look is { Error: AttemptError.RefusedAddress or AttemptError.Dns or AttemptError.Connect or AttemptError.Timeout, IsShown: false })
        {
            found(Findings.NotReached(look.Error, options.Value.Timeout));
            return false;
        }

        found(look is null ? Findings.NotEncrypted() : Findings.Certificate(look, time.GetUtcNow()));
        if (look is { Error: not AttemptError.None })
        {
            return false;
        }

        if (!probe.CanSign(webhook))
        {
            found(Findings.NoSecret());
            return false;
        }

        return true;
    }

    private async Task TalkAsync(Webhook webhook, Action<Finding> found, CancellationToken cancel)
    {
        var id = probe.NewId();
        var first = await probe.SendAsync(webhook, id, Fault.None, cancel);
        if (first.Error is AttemptError.RefusedAddress or AttemptError.Dns or AttemptError.Connect)
        {
            found(Findings.NotReached(first.Error, options.Value.Timeout));
            return;
        }

        found(Findings.Reached(first));
        found(Findings.Redirect(first));
        found(Findings.Answer(first, webhook.Format, options.Value.Timeout));
        var again = await probe.SendAsync(webhook, id, Fault.None, cancel);
        var third = await probe.SendAsync(webhook, probe.NewId(), Fault.None, cancel);
        found(Findings.Latency([first, again, third], options.Value.Timeout));
        found(Findings.WrongSignature(first, await probe.SendAsync(webhook, probe.NewId(), Fault.WrongSignature, cancel)));
        found(Findings.Stale(first, await probe.SendAsync(webhook, probe.NewId(), Fault.StaleTimestamp, cancel)));
        found(Findings.Duplicate(first, again));
    }
}
