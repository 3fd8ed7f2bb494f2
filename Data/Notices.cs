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
        Reason = notice.Kind switch
        {
            Alarms.Failing => NotificationReason.WebhookFailing,
            Alarms.Endangered => NotificationReason.WebhookEndangered,
            Alarms.Disabled => NotificationReason.WebhookDisabled,
            _ => NotificationReason.WebhookRecovered,
        },
        Title = notice.Title,
        Text = notice.Text,
        Path = notice.Path,
        CreatedAt = now,
    });

    /// <summary>Lets a notice go to a person by mail.</summary>
    public void TellByMail(long userId, Notice notice, DateTimeOffset now, DateTimeOffset due) => Letters.Add(new Letter
    {
        UserId = userId,
        OrganizationId = notice.OrganizationId,
        Title = notice.Title.Length > Letter.TitleLength ? notice.Title[..Letter.TitleLength] : notice.Title,
        Text = notice.Text,
        Path = notice.Path,
        Weight = notice.Kind == Alarms.Recovered ? 0 : (int)notice.Kind,
        CreatedAt = now,
        DueAt = due,
    });
}
