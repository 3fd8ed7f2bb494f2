using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Api;
using TaskHub.Tests.Browser;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Telling;

/// <summary>Nobody reads that a webhook is about to be disabled which is disabled already, nor that one has recovered which fails again.</summary>
public sealed class NewestWordTests
{
    [Fact]
    public async Task Of_webhooks_that_fell_one_after_the_other_mail_and_inbox_say_how_they_stand_and_nothing_older()
    {
        await using var box = new MailBox();
        await using var hub = await StartAsync(box);
        using var api = new ApiClient(hub);
        var hooks = await HooksAsync(api, 6);
        await SetAsync(hub, hooks, w => w.Errors = 3);
        await TellAsync(hub);
        Assert.Equal(["6 webhooks fail"], await TitlesAsync(api));

        // One is worse off than the others, and then two.
        await SetAsync(hub, hooks[..1], w => w.Errors = 8);
        await TellAsync(hub);
        await SetAsync(hub, hooks[1..5], w => w.Errors = 8);
        await SetAsync(hub, hooks[1..2], w => w.Errors = 0);
        await TellAsync(hub);
        Assert.Equal(["“Hook 0” is about to be disabled", "“Hook 2” is about to be disabled", "“Hook 3” is about to be disabled", "“Hook 4” is about to be disabled", "2 webhooks fail"], await TitlesAsync(api));
        Assert.Contains("Hook 1, Hook 5.", (await api.GetAsync("/notifications?reason=webhook_failing")).Text, StringComparison.Ordinal);

        await SetAsync(hub, hooks, w => (w.Enabled, w.DisabledReason, w.Errors) = (false, DisabledReason.Errors, 10));
        await TellAsync(hub);
        Assert.Equal(["6 webhooks were disabled"], await TitlesAsync(api));
        Assert.Equal(1, await MailAsync(hub));
        var mail = Assert.Single(box.Mails);
        Assert.EndsWith("6 webhooks were disabled", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("about to be", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("fail", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_one_has_recovered_waits_while_it_fails_again_and_is_never_said_of_one_that_somebody_disabled()
    {
        await using var box = new MailBox();
        await using var hub = await StartAsync(box);
        using var api = new ApiClient(hub);
        var hooks = await HooksAsync(api, 2);
        await SetAsync(hub, hooks, w => (w.Enabled, w.Errors) = (true, 3));
        await TellAsync(hub);
        await SetAsync(hub, hooks, w => (w.Errors, w.LastSuccessAt) = (0, DateTimeOffset.UtcNow.AddMinutes(1)));
        await TellAsync(hub);

        await SetAsync(hub, hooks[..1], w => w.Errors = 1);
        await SetAsync(hub, hooks[1..], w => (w.Enabled, w.DisabledReason) = (false, DisabledReason.ByPerson));
        await TellAsync(hub);
        Assert.Equal(0, await MailAsync(hub));

        await SetAsync(hub, hooks[..1], w => w.Errors = 0);
        Assert.Equal(1, await MailAsync(hub));
        var mail = Assert.Single(box.Mails);
        Assert.EndsWith("“Hook 0” has recovered", mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Hook 1", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, await MailAsync(hub));
    }

    [Theory]
    [InlineData(1, "“Hook 0” has recovered", "“Hook 0” fails again")]
    [InlineData(5, "5 webhooks have recovered", "5 webhooks have recovered, 1 of them fails again")]
    public async Task What_has_recovered_and_fails_again_within_half_an_hour_is_not_called_recovered_though_it_was_read(int count, string well, string again)
    {
        await using var box = new MailBox();
        await using var hub = await StartAsync(box);
        using var api = new ApiClient(hub);
        var hooks = await HooksAsync(api, count);
        await SetAsync(hub, hooks, w => w.Errors = 3);
        await TellAsync(hub);
        await SetAsync(hub, hooks, w => (w.Errors, w.LastSuccessAt) = (0, DateTimeOffset.UtcNow.AddMinutes(1)));
        await TellAsync(hub);
        var notice = (await api.GetAsync("/notifications")).Array[0]!;
        Assert.Equal(well, (string?)notice["notice"]!["title"]);
        await api.PatchAsync($"/notifications/{notice["id"]}", """{"read":true}""");

        await SetAsync(hub, hooks[..1], w => w.Errors = 2);
        Assert.Equal(0, await TellAsync(hub));
        Assert.Equal([again], await TitlesAsync(api));

        await SetAsync(hub, hooks[..1], w => w.Errors = 0);
        Assert.Equal(0, await TellAsync(hub));
        Assert.Equal([well], await TitlesAsync(api));
    }

    private static async Task<Hub> StartAsync(MailBox box)
    {
        var hub = new Hub(new Dictionary<string, string>
        {
            ["TaskHub:Mail:Host"] = "127.0.0.1",
            ["TaskHub:Mail:Port"] = $"{box.Port}",
            ["TaskHub:Mail:Security"] = "none",
            ["TaskHub:Mail:From"] = "TaskHub <hub@example.org>",
        }).Start();

        // Mail goes when the test says so.
        Assert.True(await hub.Services.GetRequiredService<TaskHub.Jobs.Scheduler>().PauseAsync("mail.letters", TestContext.Current.CancellationToken));
        return hub;
    }

    private static async Task<long[]> HooksAsync(ApiClient api, int count)
    {
        var organization = (long)(await api.PostAsync("/projects", """{"name":"Launch"}""")).Object["organization_id"]!;
        var ids = new long[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = (await api.PostAsync($"/organizations/{organization}/web_hooks", $$"""{"url":"http://127.0.0.1:9/","description":"Hook {{i}}","enabled":false}""")).Id;
        }

        return ids;
    }

    private static Task SetAsync(Hub hub, long[] hooks, Action<Webhook> set) => hub.Services.GetRequiredService<WriteGate>().RunAsync(async db =>
    {
        foreach (var webhook in await db.Webhooks.Where(w => hooks.Contains(w.Id)).ToListAsync())
        {
            (webhook.Enabled, webhook.DisabledReason) = (true, null);
            set(webhook);
        }

        await db.SaveChangesAsync();
    });

    private static Task<int> TellAsync(Hub hub) => hub.Services.GetRequiredService<TellOfWebhooks>().RunAsync(TestContext.Current.CancellationToken);

    private static async Task<int> MailAsync(Hub hub)
    {
        await hub.Services.GetRequiredService<WriteGate>().RunAsync(db =>
            db.Letters.Where(l => l.DueAt != null).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, DateTimeOffset.UnixEpoch)));
        return await hub.Services.GetRequiredService<SendLetters>().RunAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<List<string?>> TitlesAsync(ApiClient api) =>
        [.. (await api.GetAsync("/notifications")).Array.Select(n => (string?)n!["notice"]!["title"]).Order(StringComparer.Ordinal).Order(Comparer<string?>.Create((a, b) => char.IsDigit(a![0]).CompareTo(char.IsDigit(b![0]))))];
}
