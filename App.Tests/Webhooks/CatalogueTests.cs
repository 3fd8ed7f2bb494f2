using System.Text.Json.Nodes;
using TaskHub.Events;
using TaskHub.Tests.Fakes;

namespace TaskHub.Tests.Webhooks;

/// <summary>Trying a setting on what happened, and examples sent as tests.</summary>
public sealed class CatalogueTests(HookHub hub) : IClassFixture<HookHub>
{
    [Fact]
    public async Task A_setting_is_tried_on_what_happened_and_nothing_is_saved()
    {
        var hook = (await hub.CreateAsync("tried", ""","events":["task.created"]""")).Id;
        var elsewhere = (await hub.Api.PostAsync("/projects", """{"name":"Elsewhere"}""")).Id;
        var task = await hub.TaskAsync();
        await hub.Api.PatchAsync($"/tasks/{task}", """{"status":"resolved"}""");

        var own = (await hub.Api.GetAsync($"/web_hooks/{hook}/rehearsal")).Object;
        Assert.All(own["events"]!.AsArray(), e => Assert.Equal((string?)e!["event"] == "task.created", (bool)e["would_send"]!));
        var wider = (await hub.Api.GetAsync($"/web_hooks/{hook}/rehearsal?events=task.created,task.completed&project_ids={hub.Project}")).Object;
        Assert.Equal((int)own["would_send"]! + 1, (int)wider["would_send"]!);
        var other = (await hub.Api.GetAsync($"/web_hooks/{hook}/rehearsal?events={string.Join(',', EventTypes.All)}&project_ids={elsewhere}")).Object;
        Assert.Equal(1, (int)other["would_send"]!);
        Assert.Equal(422, (await hub.Api.GetAsync($"/web_hooks/{hook}/rehearsal?project_ids={hub.OttosProject}")).Status);
        Assert.Equal(["task.created"], (await hub.Api.GetAsync($"/web_hooks/{hook}")).Object["events"]!.AsArray().Select(e => (string)e!));
    }

    [Fact]
    public async Task Every_example_can_be_sent_as_a_test_in_the_format_of_the_webhook_and_is_marked_as_one()
    {
        var hook = (await hub.CreateAsync("examples", ""","format":"full","events":["project.deleted"]""")).Id;
        var task = await hub.TaskAsync("Read me");
        foreach (var type in EventTypes.All.Take(9))
        {
            var answer = await hub.Api.PostAsync($"/web_hooks/{hook}/test", $$"""{"event":"{{type}}"}""");
            Assert.True((bool)answer.Object["ok"]!);
        }

        var sent = hub.Receiver.Requests.Where(r => r.Path == "/examples" && r["webhook-test"] == "example").ToList();
        Assert.Equal(EventTypes.All.Take(9), sent.Select(r => r.WebhookEvent));
        Assert.All(sent, r => Assert.StartsWith("test_", r.WebhookId, StringComparison.Ordinal));
        Assert.Equal(task, sent[0].Json.GetProperty("data").GetProperty("object").GetProperty("id").GetInt64());
        Assert.Equal("task.created", sent[0].Json.GetProperty("type").GetString());
        Assert.Equal("comment.deleted", sent[7].Json.GetProperty("type").GetString());
        Assert.Empty((await hub.Api.GetAsync($"/web_hooks/{hook}/deliveries")).Array);

        Assert.Equal(422, (await hub.Api.PostAsync($"/web_hooks/{hook}/test", """{"event":"task.burned"}""")).Status);
        Assert.Equal(422, (await hub.Api.PostAsync($"/web_hooks/{hook}/test", """{"event":"task.created","event_id":"evt_0"}""")).Status);
    }

    [Theory]
    [InlineData("redbooth")]
    [InlineData("worksection")]
    [InlineData("full")]
    public async Task An_example_that_is_made_up_names_nothing_that_is_there(string format)
    {
        hub.Receiver.AnswerWith(Answer.WorksectionOk);
        var path = $"made-up-{format}";
        var hook = (await hub.CreateAsync(path, $$""","format":"{{format}}","events":["project.deleted"]""")).Id;
        string[] types = ["project.deleted", "comment.updated"];
        foreach (var type in types)
        {
            Assert.True((bool)(await hub.Api.PostAsync($"/web_hooks/{hook}/test", $$"""{"event":"{{type}}"}""")).Object["ok"]!);
        }

        var bodies = hub.Receiver.Requests.Where(r => r.Path == $"/{path}" && r["webhook-test"] == "example").Select(r => JsonNode.Parse(r.Text)!).ToList();
        Assert.Equal(2, bodies.Count);
        var ids = bodies.SelectMany(IdsOf).ToList();
        Assert.True(ids.Count >= 2);
        Assert.All(ids, id => Assert.Equal($"{int.MaxValue}", id));
        Assert.All(bodies, b => Assert.DoesNotMatch("/(tasks?|projects?|comments?)/[0-9]{1,9}[/\"]", b.ToJsonString()));
        hub.Receiver.AnswerWith(Answer.Ok);
    }

    private static IEnumerable<string> IdsOf(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(IdsOf),
        JsonObject o => o.SelectMany(p => p.Key == "id" || p.Key.EndsWith("_id", StringComparison.Ordinal) ? [.. p.Value is null ? [] : new[] { p.Value.ToString() }] : IdsOf(p.Value)),
        _ => [],
    };
}
