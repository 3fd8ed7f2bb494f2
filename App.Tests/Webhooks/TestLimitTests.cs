using System.Globalization;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>How often a signed test may be asked for.</summary>
public sealed class TestLimitTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task Ten_tests_a_minute_by_one_person_of_one_webhook_and_then_a_wait()
    {
        var hook = (await hub.CreateAsync("often")).Id;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, (await hub.Api.PostAsync($"/web_hooks/{hook}/test", "")).Status);
        }

        var refused = await hub.Api.PostAsync($"/web_hooks/{hook}/test", "");

        Assert.Equal(429, refused.Status);
        Assert.StartsWith("One person can have a webhook tested ten times a minute; try again in ", refused.Description, StringComparison.Ordinal);
        Assert.InRange(int.Parse(refused.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 60);
        Assert.Equal(11, hub.Receiver.Requests.Count(r => r.Path == "/often"));

        var other = (await hub.CreateAsync("other")).Id;
        Assert.Equal(200, (await hub.Api.PostAsync($"/web_hooks/{other}/test", "")).Status);
    }

    [Fact]
    public async Task Enabling_counts_while_it_fails_and_not_when_it_succeeds()
    {
        var hook = (await hub.CreateAsync("toggled")).Id;
        for (var i = 0; i < 12; i++)
        {
            await hub.Api.PostAsync($"/web_hooks/{hook}/disable", "");
            Assert.Equal(200, (await hub.Api.PostAsync($"/web_hooks/{hook}/enable", "")).Status);
        }

        await hub.Api.PostAsync($"/web_hooks/{hook}/disable", "");
        hub.Receiver.AnswerWith(r => r.Path == "/toggled" ? Answer.Of(500) : Answer.Ok);
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(422, (await hub.Api.PostAsync($"/web_hooks/{hook}/enable", "")).Status);
        }

        Assert.Equal(429, (await hub.Api.PostAsync($"/web_hooks/{hook}/enable", "")).Status);
        Assert.Equal(429, (await hub.Api.PatchAsync($"/web_hooks/{hook}", """{"enabled":true}""")).Status);
        Assert.Equal(429, (await hub.Api.PostAsync($"/web_hooks/{hook}/test", "")).Status);
    }
}
