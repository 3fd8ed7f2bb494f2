using TaskHub.Webhooks;
using TaskHub.Webhooks.Telling;

namespace TaskHub.Tests.Webhooks.Telling;

/// <summary>Of what administrators are told, and when the hub keeps quiet.</summary>
public sealed class AlarmRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    private readonly Webhook webhook = new() { Url = "https://receiver.example/", Secret = "", Enabled = true };
    private WebhookAlarm? last;
    private DateTimeOffset now = Start;

    [Fact]
    public void A_webhook_that_goes_down_is_told_of_once_a_step_and_once_when_it_is_well()
    {
        List<Alarms> told = [];
        for (var errors = 1; errors < 10; errors++)
        {
            webhook.Errors = errors;
            told.Add(Look());
            told.Add(Look());
        }

        (webhook.Enabled, webhook.DisabledReason) = (false, DisabledReason.Errors);
        told.Add(Look());
        Assert.Equal([Alarms.Failing, Alarms.Endangered, Alarms.Disabled], told.Where(t => t != Alarms.None));

        // Enabled by hand: the test does not tell yet that it is well.
        (webhook.Enabled, webhook.DisabledReason, webhook.Errors) = (true, null, 0);
        Assert.Equal(Alarms.None, Look());
        webhook.LastSuccessAt = now = now.AddMinutes(1);
        Assert.Equal(Alarms.Recovered, Look());
        Assert.Equal(Alarms.None, Look());
    }

    [Fact]
    public void One_that_is_enabled_and_disabled_again_between_two_looks_is_told_of_again()
    {
        (webhook.Enabled, webhook.DisabledReason, webhook.DisabledAt) = (false, DisabledReason.Errors, now);
        Assert.Equal(Alarms.Disabled, Look());
        Assert.Equal(Alarms.None, Look());

        (webhook.EnabledAt, webhook.DisabledAt, webhook.DisabledReason) = (now.AddSeconds(1), now.AddSeconds(2), DisabledReason.Gone);
        Assert.Equal(Alarms.Disabled, Look());
        Assert.Equal(Alarms.None, Look());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void One_error_alone_and_a_webhook_that_wavers_make_no_storm(int errors)
    {
        webhook.Errors = 1;
        Assert.Equal(Alarms.None, Look());

        var words = 0;
        for (var minute = 0; minute < 60; minute++)
        {
            now = Start.AddMinutes(minute);
            webhook.Errors = minute % 2 == 0 ? errors : 0;
            webhook.LastSuccessAt = webhook.Errors == 0 ? now : webhook.LastSuccessAt;
            words += Look() == Alarms.None ? 0 : 1;
        }

        Assert.InRange(words, 2, 4);
    }

    [Fact]
    public void What_a_person_did_is_not_told_but_a_failed_attempt_to_enable_keeps_what_was()
    {
        webhook.Errors = 3;
        Assert.Equal(Alarms.Failing, Look());
        (webhook.Enabled, webhook.DisabledReason) = (false, DisabledReason.ByPerson);
        Assert.Equal(Alarms.None, Look());
        Assert.Equal(Alarms.None, last!.Told);

        (webhook.Enabled, webhook.DisabledReason) = (false, DisabledReason.Gone);
        Assert.Equal(Alarms.Disabled, Look());
        webhook.DisabledReason = DisabledReason.TestFailed;
        Assert.Equal(Alarms.None, Look());
        Assert.Equal(Alarms.Disabled, last.Told);

        // Disabled a second time after it was enabled by hand: that is news.
        (webhook.Enabled, webhook.DisabledReason, webhook.Errors) = (true, null, 0);
        Assert.Equal(Alarms.None, Look());
        webhook.Errors = 8;
        Assert.Equal(Alarms.Endangered, Look());
        (webhook.Enabled, webhook.DisabledReason) = (false, DisabledReason.Errors);
        Assert.Equal(Alarms.Disabled, Look());
    }

    private Alarms Look()
    {
        now = now.AddSeconds(10);
        var (tell, told) = AlarmRules.Judge(webhook, last, disableAfter: 10, now);
        if (tell != Alarms.None || told != (last?.Told ?? Alarms.None))
        {
            last = new WebhookAlarm { Told = told, ToldAt = tell == Alarms.None ? last?.ToldAt ?? now : now };
        }

        return tell;
    }
}
