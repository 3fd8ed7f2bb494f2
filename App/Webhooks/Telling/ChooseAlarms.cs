using Microsoft.EntityFrameworkCore;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Webhooks;

/// <summary>Of what an administrator is told, and how.</summary>
/// <param name="OrganizationId">Of which webhooks.</param>
/// <param name="Inbox">The kinds that come into the inbox: <c>failing, endangered, disabled, recovered</c>.</param>
/// <param name="Mail">The kinds that go by mail.</param>
/// <param name="MailWorks">Whether the hub has a mail server.</param>
public sealed record AlarmSettings(long OrganizationId, IReadOnlyList<string> Inbox, IReadOnlyList<string> Mail, bool MailWorks)
{
    [System.Text.Json.Serialization.JsonPropertyOrder(-1)]
    public string Type => "WebHookNotifications";
}

/// <summary>Reads and changes what the actor, who administers the organization, is told of its webhooks. All, unless they choose.</summary>
internal sealed class ChooseAlarms(IDbContextFactory<AppDbContext> contexts, WriteGate gate, SendLetters letters)
{
    /// <summary>The kinds by their names in the API.</summary>
    public static IReadOnlyList<(Alarms Kind, string Name)> Names { get; } =
        [(Alarms.Failing, "failing"), (Alarms.Endangered, "endangered"), (Alarms.Disabled, "disabled"), (Alarms.Recovered, "recovered")];

    public async Task<Result<AlarmSettings>> FindAsync(Actor actor, long organizationId, CancellationToken cancel = default)
    {
        if (!actor.Manages(organizationId))
        {
            return Failure.Forbidden();
        }

        await using var db = await contexts.CreateDbContextAsync(cancel);
        return View(organizationId, await db.AlarmChoices.AsNoTracking().SingleOrDefaultAsync(c => c.UserId == actor.UserId && c.OrganizationId == organizationId, cancel));
    }

    /// <summary>Changes what is given; null leaves it.</summary>
    public Task<Result<AlarmSettings>> RunAsync(
        Actor actor, long organizationId, IReadOnlyList<string>? inbox, IReadOnlyList<string>? mail, CancellationToken cancel = default)
    {
        var (wantedInbox, wantedMail) = (Read(inbox), Read(mail));
        return gate.RunAsync<Result<AlarmSettings>>(async db =>
        {
            if (!actor.Manages(organizationId))
            {
                return Failure.Forbidden();
            }

            if ((inbox is not null && wantedInbox is null) || (mail is not null && wantedMail is null))
            {
                return Failure.Invalid(inbox is not null && wantedInbox is null ? "inbox" : "mail", Telling.AlarmTexts.Unknown);
            }

            var choice = await db.AlarmChoices.SingleOrDefaultAsync(c => c.UserId == actor.UserId && c.OrganizationId == organizationId, cancel)
                ?? db.AlarmChoices.Add(new AlarmChoice { UserId = actor.UserId, OrganizationId = organizationId, Inbox = Alarms.All, Mail = Alarms.All }).Entity;
            choice.Inbox = wantedInbox ?? choice.Inbox;
            choice.Mail = wantedMail ?? choice.Mail;
            await db.SaveChangesAsync(cancel);
            return View(organizationId, choice);
        }, cancel);
    }

    private AlarmSettings View(long organizationId, AlarmChoice? choice) => new(
        organizationId, Written(choice?.Inbox ?? Alarms.All), Written(choice?.Mail ?? Alarms.All), letters.IsOpen);

    private static List<string> Written(Alarms kinds) => [.. Names.Where(n => kinds.HasFlag(n.Kind)).Select(n => n.Name)];

    private static Alarms? Read(IReadOnlyList<string>? names)
    {
        var kinds = Alarms.None;
        foreach (var name in names ?? [])
        {
            var kind = Names.FirstOrDefault(n => n.Name == name).Kind;
            if (kind == Alarms.None)
            {
                return null;
            }

            kinds |= kind;
        }

        return names is null ? null : kinds;
    }
}
