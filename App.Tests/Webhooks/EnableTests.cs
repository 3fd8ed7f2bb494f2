using Microsoft.Extensions.DependencyInjection;
using TaskHub.Identity;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks;

public sealed class EnableTests(HookHub world) : IClassFixture<HookHub>
{
    [Fact]
    public async Task Whoever_enables_too_early_loses_nothing_a_webhook_that_disabled_itself_goes_on_holding()
    {
        var hook = (await world.CreateAsync("early")).Id;
        world.Receiver.AnswerWith(r => Answer.Of(r.Path == "/early" ? 500 : 200));
        await world.TaskAsync("Before");
        await world.UntilAsync(hook, $"/web_hooks/{hook}", w => (string?)w["disabled_reason"] == "errors");

        var ada = (await world.Hub.Services.GetRequiredService<Actors>().FindAsync((await world.Api.GetAsync("/me")).Id))!;
        var enabled = await world.Hub.Services.GetRequiredService<EnableWebhook>().RunAsync(ada, hook, FailedTest.SavesDisabled);
        await world.TaskAsync("Meanwhile");

        Assert.False(enabled.Value.Test!.Ok);
        Assert.Equal(DisabledReason.Errors, enabled.Value.Webhook.DisabledReason);
        await world.DeliveriesAsync(hook, all => all.Count == 2 && all.All(d => (string?)d!["state"] == "held"));
    }
}
