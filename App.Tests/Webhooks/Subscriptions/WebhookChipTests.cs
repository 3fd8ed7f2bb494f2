using Bunit;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Subscriptions;

namespace TaskHub.Tests.Webhooks.Subscriptions;

public sealed class WebhookChipTests : BunitContext
{
    [Theory]
    [InlineData(WebhookStatus.Disabled, "Disabled", "neutral")]
    [InlineData(WebhookStatus.Working, "Working", "ok")]
    [InlineData(WebhookStatus.Failing, "Working, but has failed attempts", "warn")]
    public void The_three_chips_have_exactly_these_texts_and_colors(WebhookStatus status, string text, string tone)
    {
        var pill = Render<WebhookChip>(p => p.Add(c => c.Status, status)).Find(".pill");

        Assert.Equal(text, pill.TextContent);
        Assert.Contains(tone, pill.ClassList);
    }

    [Theory]
    [InlineData(DisabledReason.ByPerson, null, "By an administrator")]
    [InlineData(DisabledReason.Errors, null, "Disabled automatically after 7 errors")]
    [InlineData(DisabledReason.Gone, null, "The receiver answered 410 Gone")]
    [InlineData(DisabledReason.TestFailed, "The test failed: Timeout", "The test failed: Timeout")]
    public void Beside_a_disabled_one_stands_why_and_since_when(DisabledReason reason, string? note, string words)
    {
        Services.AddSingleton(TimeProvider.System);
        var hook = View(reason, note);

        var why = Render<DisabledWhy>(p => p.Add(d => d.Webhook, hook).Add(d => d.DisableAfter, 7));

        Assert.StartsWith($"{words}, ", why.Find("span").TextContent, StringComparison.Ordinal);
        Assert.Equal("2026-11-22T14:37:05.000Z", why.Find("time").GetAttribute("datetime"));
    }

    [Theory]
    [InlineData(DisabledReason.ByPerson, null)]
    [InlineData(DisabledReason.Errors, "after 7 errors")]
    [InlineData(DisabledReason.Gone, "gone (410)")]
    [InlineData(DisabledReason.TestFailed, "test failed")]
    public void What_disabled_itself_is_told_from_what_a_person_put_aside_beside_the_same_gray_chip(DisabledReason reason, string? words)
    {
        var chip = Render<WebhookChip>(p => p.Add(c => c.Status, WebhookStatus.Disabled).Add(c => c.Why, View(reason, null).DisabledByItself));

        Assert.Equal("Disabled", chip.Find(".pill").TextContent);
        Assert.Equal(words, chip.FindAll(".warn-text").SingleOrDefault()?.TextContent);
    }

    [Fact]
    public void Enabled_with_a_delivery_that_waits_for_another_try_is_failing_too()
    {
        var webhook = new Webhook { Url = "https://example.com/", Secret = "", Enabled = true };

        Assert.Equal(WebhookStatus.Working, WebhookView.Of(webhook, isRetrying: false, 10, default).Status);
        Assert.Equal(WebhookStatus.Failing, WebhookView.Of(webhook, isRetrying: true, 10, default).Status);
        webhook.Errors = 1;
        Assert.Equal(WebhookStatus.Failing, WebhookView.Of(webhook, isRetrying: false, 10, default).Status);
    }

    private static WebhookView View(DisabledReason reason, string? note) => WebhookView.Of(
        new Webhook
        {
            Url = "https://example.com/",
            Secret = "",
            DisabledReason = reason,
            DisabledNote = note,
            DisabledAt = new DateTimeOffset(2026, 11, 22, 14, 37, 5, TimeSpan.Zero),
        },
        isRetrying: false,
        disableAfter: 7,
        now: default);
}
