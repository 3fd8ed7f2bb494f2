using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>Whoever asks later who stopped a webhook, changed it or sent its deliveries again finds it in the audit.</summary>
public sealed class WebhookAuditTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task The_hub_itself_is_named_where_it_disabled_a_webhook()
    {
        hub.Receiver.AnswerWith(r => r is { Path: "/wants-no-more", WebhookEvent: not "test" } ? Answer.Of(410) : Answer.Ok);
        var hook = (await hub.CreateAsync("wants-no-more", ""","description":"Billing" """)).Id;
        await hub.TaskAsync();
        await hub.DeliveriesAsync(hook, all => all is [var d] && (string?)d!["state"] == "held");

        var entry = (await EntriesAsync(hook))[^1];

        Assert.Equal(
            (Acts.WebhookDisabled, "TaskHub", null, $"{hook}: Billing", "the receiver answered 410: it wants no more"),
            (entry.Act, entry.Who, entry.UserId, entry.Subject, entry.Detail));
        hub.Receiver.AnswerWith(Answer.Ok);
    }

    [Fact]
    public async Task What_was_sent_again_and_what_was_paused_resumed_and_stopped_is_one_entry_each()
    {
        var hook = (await hub.CreateAsync("again")).Id;
        await hub.TaskAsync();
        await hub.TaskAsync();
        var all = await hub.DeliveriesAsync(hook, all => all.Count == 2 && all.All(d => (string?)d!["state"] == "delivered"));
        await hub.Api.PostAsync($"/deliveries/{(string?)all[0]!["id"]}/redeliver", "");
        await hub.DeliveriesAsync(hook, all => all.All(d => (string?)d!["state"] == "delivered"));
        await hub.Api.PatchAsync($"/web_hooks/{hook}", """{"rate_per_minute":1}""");
        var started = await hub.Api.PostAsync($"/web_hooks/{hook}/redeliver", """{"event":"task.created"}""");
        var path = started.Headers["Location"][started.Headers["Location"].IndexOf("/redeliveries", StringComparison.Ordinal)..];
        foreach (var act in new[] { "pause", "pause", "resume", "stop", "stop" })
        {
            await hub.Api.PostAsync($"{path}/{act}", "");
        }

        var entries = (await EntriesAsync(hook)).Where(e => e.Act != Acts.WebhookCreated).ToList();

        var redelivery = $"Redelivery {path.Split('/')[^1]}";
        Assert.Equal(
            [
                (Acts.Redelivered, (string?)all[0]!["id"]), (Acts.WebhookChanged, "deliveries in a minute: no limit → 1"),
                (Acts.Redelivered, "2 deliveries, task.created"), (Acts.RedeliveryPaused, redelivery), (Acts.RedeliveryResumed, redelivery),
                (Acts.RedeliveryStopped, redelivery),
            ],
            entries.Select(e => (e.Act, e.Detail)));
        Assert.All(entries, e => Assert.False(e.Who == "TaskHub"));
    }

    [Fact]
    public async Task What_changed_is_told_old_and_new_but_nothing_that_may_be_a_secret()
    {
        var hook = (await hub.CreateAsync("path-of-a-secret", ""","events":["task.created"]""")).Id;
        await hub.Api.PatchAsync($"/web_hooks/{hook}", $$$"""
            {"url":"{{{hub.Url("other-path")}}}","description":"Now with a name","format":"full","strict_order":true,"events":["task.updated"],
            "project_ids":[{{{hub.Project}}}],"http_user":"ada","http_password":"quiet","headers":{"X-Key":"hushed"}}
            """);

        var detail = (await EntriesAsync(hook))[^1].Detail;

        Assert.Equal(
            $"url on {new Uri(hub.Receiver.Url).Host} changed; description: none → Now with a name; format: Redbooth → Full; events: +task.updated −task.created; "
                + $"projects: all → {hub.Project}; strict order: off → on; user name changed; password changed; headers changed",
            detail);
    }

    private async Task<List<AuditEntry>> EntriesAsync(long hook)
    {
        await using var db = await hub.Hub.Services.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await db.AuditEntries.AsNoTracking().Where(e => e.Subject!.StartsWith($"{hook}: ")).OrderBy(e => e.Id).ToListAsync(TestContext.Current.CancellationToken);
    }
}
