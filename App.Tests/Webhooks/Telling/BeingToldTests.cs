using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Telling;

/// <summary>From a receiver that breaks to the inbox and to a real mail server.</summary>
public sealed class BeingToldTests
{
    [Fact]
    public async Task A_webhook_that_breaks_is_told_of_in_the_inbox_and_by_one_readable_mail_that_links_to_it()
    {
        await using var box = new MailBox();
        await using var receiver = await Receiver.StartAsync();
        await using var hub = new Hub(new Dictionary<string, string>
        {
            ["TaskHub:Webhooks:RetrySchedule"] = "0:0:0.02,0:0:0.02,0:0:0.02",
            ["TaskHub:Webhooks:DisableAfter"] = "3",
            ["TaskHub:Mail:Host"] = "127.0.0.1",
            ["TaskHub:Mail:Port"] = $"{box.Port}",
            ["TaskHub:Mail:Security"] = "none",
            ["TaskHub:Mail:From"] = "TaskHub <hub@example.org>",
        }).Start();
        using var api = new ApiClient(hub);
        var project = (await api.PostAsync("/projects", """{"name":"Launch"}""")).Object;
        var organization = (long)project["organization_id"]!;
        var hook = (await api.PostAsync($"/organizations/{organization}/web_hooks", $$"""{"url":"{{receiver.Url}}","description":"Data warehouse, für Ärzte","events":["task.created"]}""")).Id;
        receiver.AnswerWith(503);
        await api.PostAsync("/tasks", $$"""{"project_id":{{project["id"]}},"name":"Lost on Tuesday"}""");
        await UntilDisabledAsync(hub, hook);

        var tell = hub.Services.GetRequiredService<TellOfWebhooks>();
        await tell.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, await tell.RunAsync(TestContext.Current.CancellationToken));
        var notices = (await api.GetAsync("/notifications?reason=webhook_disabled")).Array;
        var notice = Assert.Single(notices)!["notice"]!;
        Assert.Equal("“Data warehouse, für Ärzte” was disabled", (string?)notice["title"]);
        Assert.Contains("the last answer was 503", (string?)notice["text"], StringComparison.Ordinal);
        Assert.Contains("One delivery is held", (string?)notice["text"], StringComparison.Ordinal);
        Assert.Equal($"/app/organization/{organization}/web_hooks/{hook}", (string?)notice["path"]);

        // The mail server has a bad moment; the letter stays and goes later, with what else there is, as one.
        await DueAsync(hub);
        box.Refuses = true;
        var letters = hub.Services.GetRequiredService<SendLetters>();
        var refused = await Assert.ThrowsAsync<MailNotTakenException>(() => letters.RunAsync(TestContext.Current.CancellationToken));
        Assert.StartsWith($"127.0.0.1:{box.Port} did not take the mail to {Hub.OwnerEmail}: 451 ", refused.Message, StringComparison.Ordinal);
        var (people, next) = await letters.WaitingAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("0 mails sent; mail for one person waits, the next until ", ShellText.LettersSent(0, people, next), StringComparison.Ordinal);
        box.Refuses = false;
        await DueAsync(hub);
        Assert.Equal(1, await letters.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await letters.RunAsync(TestContext.Current.CancellationToken));
        var mail = Assert.Single(box.Mails);
        Assert.EndsWith("“Data warehouse, für Ärzte” was disabled", mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"{hub.Services.GetRequiredService<PublicUrl>().Base}/app/organization/{organization}/web_hooks/{hook}", mail.TextBody!.Split('\n').Select(l => l.Trim('\r')));
        Assert.Contains("/web_hooks/notifications", mail.TextBody, StringComparison.Ordinal);
        Assert.Null(mail.HtmlBody);
        Assert.All(mail.TextBody!.Split('\n').Where(l => !l.Contains("://", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, 100));

        // Who does not want mail of a recovery gets none, and the inbox all the same.
        await api.PatchAsync($"/organizations/{organization}/web_hook_notifications", """{"mail":["disabled"]}""");
        receiver.AnswerWith(200);
        await api.PostAsync($"/web_hooks/{hook}/enable", "");
        await receiver.WaitForAsync(1, r => r.WebhookEvent == "task.created" && r.WebhookAttempt > 1);
        await UntilAsync(hub, hook, w => w.LastSuccessAt is not null);
        await tell.RunAsync(TestContext.Current.CancellationToken);
        await tell.RunAsync(TestContext.Current.CancellationToken);
        Assert.Single((await api.GetAsync("/notifications?reason=webhook_recovered")).Array);
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.False(await db.Letters.AnyAsync(l => l.DueAt != null, TestContext.Current.CancellationToken));
        Assert.Equal(422, (await api.PatchAsync($"/organizations/{organization}/web_hook_notifications", """{"inbox":["fire"]}""")).Status);
    }

    [Fact]
    public async Task Many_webhooks_that_fail_at_once_are_one_notice()
    {
        await using var hub = new Hub().Start();
        using var api = new ApiClient(hub);
        var organization = (long)(await api.PostAsync("/projects", """{"name":"Launch"}""")).Object["organization_id"]!;
        for (var i = 0; i < 12; i++)
        {
            await api.PostAsync($"/organizations/{organization}/web_hooks", $$"""{"url":"http://127.0.0.1:9/","description":"Hook {{i}}","enabled":false}""");
        }

        await hub.Services.GetRequiredService<WriteGate>().RunAsync(db => db.Webhooks.ExecuteUpdateAsync(set => set.SetProperty(w => w.DisabledReason, DisabledReason.Errors)));
        Assert.Equal(12, await hub.Services.GetRequiredService<TellOfWebhooks>().RunAsync(TestContext.Current.CancellationToken));

        var notice = Assert.Single((await api.GetAsync("/notifications")).Array)!["notice"]!;
        Assert.Equal("12 webhooks were disabled", (string?)notice["title"]);
        Assert.EndsWith("and 7 more.", (string?)notice["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_what_goes_as_one_mail_the_worst_comes_first_whatever_happened_last()
    {
        await using var box = new MailBox();
        await using var hub = new Hub(new Dictionary<string, string>
        {
            ["TaskHub:Mail:Host"] = "127.0.0.1",
            ["TaskHub:Mail:Port"] = $"{box.Port}",
            ["TaskHub:Mail:Security"] = "none",
            ["TaskHub:Mail:From"] = "TaskHub <hub@example.org>",
        }).Start();
        await hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
        {
            var person = await db.Users.Select(u => u.Id).FirstAsync();
            db.TellByMail(person, new Notice(1, Alarms.Disabled, "“Billing” was disabled", "It answered 410.", "/app/organization/1/web_hooks/2"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            db.TellByMail(person, new Notice(1, Alarms.Recovered, "“Chat” has recovered", "Nothing is waiting.", "/app/organization/1/web_hooks/3"), DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync();
        });

        Assert.Equal(1, await hub.Services.GetRequiredService<SendLetters>().RunAsync(TestContext.Current.CancellationToken));

        var mail = Assert.Single(box.Mails);
        Assert.EndsWith("“Billing” was disabled, and one thing more", mail.Subject, StringComparison.Ordinal);
        Assert.True(mail.TextBody!.IndexOf("Billing", StringComparison.Ordinal) < mail.TextBody.IndexOf("Chat", StringComparison.Ordinal));
    }

    private static Task UntilDisabledAsync(Hub hub, long hook) => UntilAsync(hub, hook, w => !w.Enabled);

    private static async Task UntilAsync(Hub hub, long hook, Func<Webhook, bool> wanted)
    {
        using var looks = new SemaphoreSlim(1);
        using var watch = hub.Services.GetRequiredService<TaskHub.Live.LiveTopics>().Subscribe([TaskHub.Live.Topic.Webhook(hook)], () =>
        {
            looks.Release();
            return Task.CompletedTask;
        });
        var contexts = hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>();
        while (await looks.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))
        {
            await using var db = await contexts.CreateDbContextAsync(TestContext.Current.CancellationToken);
            if (wanted(await db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == hook, TestContext.Current.CancellationToken)))
            {
                return;
            }
        }

        throw new TimeoutException("The webhook did not become as wanted.");
    }

    // Letters wait for others to go with them; here as if that time were over.
    private static Task DueAsync(Hub hub) => hub.Services.GetRequiredService<WriteGate>().RunAsync(db =>
        db.Letters.Where(l => l.DueAt != null).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, DateTimeOffset.UnixEpoch)));
}
