using TaskHub.Webhooks;
using TaskHub.Webhooks.Formats;

namespace TaskHub.Tests.Webhooks.Subscriptions;

public sealed class EventChoiceTests
{
    [Fact]
    public void A_choice_is_said_in_few_words()
    {
        Assert.Equal("Tasks", EventChoice.Summary(WebhookFormats.DefaultEvents(WebhookFormat.Redbooth)));
        Assert.Equal("9 of 11 events", EventChoice.Summary(WebhookFormats.DefaultEvents(WebhookFormat.Worksection)));
        Assert.Equal("All events", EventChoice.Summary(WebhookFormats.DefaultEvents(WebhookFormat.Full)));
        Assert.Equal("Comments and projects", EventChoice.Summary(
            ["comment.created", "comment.updated", "comment.deleted", "project.created", "project.updated", "project.deleted"]));
        Assert.Equal("Task completed", EventChoice.Summary(["task.completed"]));
    }
}
