using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;

namespace TaskHub.Tests.Webhooks.Doctor;

/// <summary>What the doctor finds at receivers that do it right, wrong, and not at all; by the API, over the real wire.</summary>
public sealed class ExamineReceiverTests(HookHub hub) : IClassFixture<HookHub>
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";

    [Fact]
    public async Task A_receiver_that_verifies_is_well_and_nothing_of_it_is_a_delivery()
    {
        hub.Receiver.AnswerWith(r => Answer.Of(Judge(r) == SignatureVerdict.Verified ? 200 : 401));
        var hook = (await hub.CreateAsync("well", $$""","secret":"{{Secret}}","events":["task.created"]""")).Id;
        var before = hub.Receiver.Requests.Count;

        var found = await ExamineAsync(hook);

        // On this machine there is no name to find and no certificate.
        Assert.Equal(
            ["certificate advice", "name good", "redirect good", "answer good", "latency good", "wrong_signature good", "stale_timestamp good", "duplicate good"],
            found);
        Assert.Equal(5, hub.Receiver.Requests.Count - before);
        Assert.All(hub.Receiver.Requests.Skip(before), r => Assert.Equal("test", r.WebhookEvent));
        Assert.Empty((await hub.Api.GetAsync($"/web_hooks/{hook}/deliveries")).Array);
        Assert.Equal(0, (int)(await hub.Api.GetAsync($"/web_hooks/{hook}")).Object["errors"]!);
    }

    [Fact]
    public async Task A_receiver_that_takes_everything_is_told_to_verify_and_one_that_refuses_what_comes_again_to_remember()
    {
        var seen = new HashSet<string>();
        hub.Receiver.AnswerWith(r => Answer.Of(r.Path != "/once" || r.WebhookId is not { } id || seen.Add(id) ? 200 : 409));
        var credulous = (await hub.CreateAsync("credulous")).Id;
        var once = (await hub.CreateAsync("once")).Id;

        var found = await ExamineAsync(credulous);
        Assert.Contains("wrong_signature bad", found);
        Assert.Contains("stale_timestamp advice", found);
        Assert.Contains("duplicate good", found);
        Assert.Contains("duplicate bad", await ExamineAsync(once));
    }

    [Fact]
    public async Task What_does_not_answer_rightly_is_named_and_nothing_is_concluded_from_it()
    {
        hub.Receiver.AnswerWith(r => r.Path == "/moved" ? new Answer { Status = 308, Headers = new Dictionary<string, string> { ["Location"] = "https://elsewhere.example/" } } : Answer.Ok);
        var moved = (await hub.CreateAsync("moved", ""","enabled":false""")).Id;
        var found = await hub.Api.PostAsync($"/web_hooks/{moved}/examine", "");

        Assert.False((bool)found.Object["ok"]!);
        Assert.Contains("https://elsewhere.example/", found.Text, StringComparison.Ordinal);
        Assert.Contains("wrong_signature unknown", Lines(found.Object));
        Assert.Equal("disabled", (string?)(await hub.Api.GetAsync($"/web_hooks/{moved}")).Object["status"]);
    }

    [Fact]
    public async Task Of_an_address_that_is_not_allowed_nothing_more_is_told_and_examinations_are_few()
    {
        var hook = (await hub.CreateAsync("inside", ""","enabled":false""")).Id;
        await hub.Hub.Services.GetRequiredService<WriteGate>().RunAsync(db => db.Webhooks.Where(w => w.Id == hook)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Url, "http://10.1.2.3:9999/")));
        var found = await hub.Api.PostAsync($"/web_hooks/{hook}/examine", "");
        Assert.Equal(["name bad"], Lines(found.Object));
        Assert.DoesNotContain("10.1.2.3", found.Text, StringComparison.Ordinal);

        Assert.Equal(200, (await hub.Api.PostAsync($"/web_hooks/{hook}/examine", "")).Status);
        Assert.Equal(429, (await hub.Api.PostAsync($"/web_hooks/{hook}/examine", "")).Status);
    }

    private static SignatureVerdict Judge(ReceivedRequest request) =>
        SignatureCheck.Judge(name => request[name], request.Body, Secret, TimeProvider.System.GetUtcNow());

    private async Task<string[]> ExamineAsync(long hook) => Lines((await hub.Api.PostAsync($"/web_hooks/{hook}/examine", "")).Object);

    private static string[] Lines(JsonObject examination) =>
        [.. examination["findings"]!.AsArray().Select(f => $"{f!["check"]} {f["verdict"]}")];
}
