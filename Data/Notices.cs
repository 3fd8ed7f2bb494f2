using Microsoft.EntityFrameworkCore;
using TaskHub.Activity;
using TaskHub.Identity;
using TaskHub.Webhooks;

namespace TaskHub.Data;

/// <summary>Something to tell people that none of them did.</summary>
/// <param name="OrganizationId">Where.</param>
/// <param name="Kind">What of.</param>
/// <param name="Title">In a line.</param>
/// <param name="Text">In a sentence or two.</param>
/// <param name="Path">Where to look: a path of this hub.</param>
public sealed record Notice(long OrganizationId, Alarms Kind, string Title, string Text, string Path);

public sealed partial class AppDbContext
{
    /// <summary>Puts a notice into a person's inbox, for rooms that may not know notifications.</summary>
    public void TellInInbox(long userId, Notice notice, DateTimeOffset now) => Notifications.Add(new Notification
    {
        UserId = userId,
        OrganizationId = notice.OrganizationId,
        Reason = ReasonOf(notice.Kind),
        Title = notice.Title,
        Text = notice.Text,
        Path = notice.Path,
        CreatedAt = now,
    });

    /// <summary>
    /// Lets what nobody has read yet and is not so any more be said anew, or not at all: a notice of each kind, time and place that stands unread with
    /// one of these people is what <paramref name="anew"/> makes of it; null takes it away.
    /// </summary>
    public async Task RetellInInboxAsync(
        IReadOnlyCollection<long> people, long organizationId, Func<Notice, DateTimeOffset, Notice?> anew, Action<long> changed, CancellationToken cancel)
    {
        var unread = await Notifications.Where(n => people.Contains(n.UserId) && n.OrganizationId == organizationId && n.ReadAt == null && n.EventId == null)
            .ToListAsync(cancel);
        Retell(unread, anew, changed);
    }

    /// <summary>The same of what was told since a time, read or not. Answers whether anything was said anew.</summary>
    public async Task<bool> ReviseInInboxAsync(
        IReadOnlyCollection<long> people, long organizationId, DateTimeOffset since, Func<Notice, DateTimeOffset, Notice?> anew, Action<long> changed, CancellationToken cancel)
    {
        var told = await Notifications.Where(n => people.Contains(n.UserId) && n.OrganizationId == organizationId && n.CreatedAt > since && n.EventId == null)
            .ToListAsync(cancel);
        return Retell(told, anew, changed);
    }

    private bool Retell(List<Notification> notes, Func<Notice, DateTimeOffset, Notice?> anew, Action<long> changed)
    {
        var isAnew = false;
        foreach (var note in notes)
        {
            var kind = KindsToldOf.FirstOrDefault(k => ReasonOf(k) == note.Reason);
            if (kind == Alarms.None || note is not { Title: { } title, Text: { } text, Path: { } path })
            {
                continue;
            }

            var told = new Notice(note.OrganizationId, kind, title, text, path);
            var now = anew(told, note.CreatedAt);
            if (now is null)
            {
                Notifications.Remove(note);
            }
            else if (now != told)
            {
                (note.Reason, note.Title, note.Text, note.Path) = (ReasonOf(now.Kind), now.Title, now.Text, now.Path);
            }

            if (now != told)
            {
                isAnew = true;
                changed(note.UserId);
            }
        }

        return isAnew;
    }

    private static readonly Alarms[] KindsToldOf = [Alarms.Failing, Alarms.Endangered, Alarms.Disabled, Alarms.Recovered];

    private static NotificationReason ReasonOf(Alarms kind) => kind switch
    {
        Alarms.Failing => NotificationReason.WebhookFailing,
        Alarms.Endangered => NotificationReason.WebhookEndangered,
        Alarms.Disabled => NotificationReason.WebhookDisabled,
        _ => NotificationReason.WebhookRecovered,
    };

    /// <summary>Lets a notice go to a person by mail.</summary>
    public void TellByMail(long userId, Notice notice, DateTimeOffset now, DateTimeOffset due) => Letters.Add(LetterOf(userId, notice, now, due));

    /// <summary>A notice as a letter.</summary>
    public static Letter LetterOf(long userId, Notice notice, DateTimeOffset now, DateTimeOffset? due) => new()
    {
        UserId = userId,
        OrganizationId = notice.OrganizationId,
        Title = notice.Title.Length > Letter.TitleLength ? notice.Title[..Letter.TitleLength] : notice.Title,
        Text = notice.Text,
        Path = notice.Path,
        Weight = notice.Kind == Alarms.Recovered ? 0 : (int)notice.Kind,
        CreatedAt = now,
        DueAt = due,
    };
}
