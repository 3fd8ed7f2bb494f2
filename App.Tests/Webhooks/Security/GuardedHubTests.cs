using System.Text.Json.Nodes;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>The guard as the whole hub has it: at every way that leads to a request, and with one text for whatever it refuses.</summary>
public sealed class GuardedHubTests(GuardedHub hub) : IClassFixture<GuardedHub>
{
    private const string Events = ""","events":["project.created"]""";

    /// <summary>Urls that the text alone gives away, and one that only its name service does.</summary>
    public static readonly TheoryData<string> Refused = ["http://10.0.0.1/", "http://127.0.0.2:{port}/", "http://inside.example.com:{port}/", "http://169.254.169.254/latest/"];

    [Fact, Trait(Behaviours.Number, "08")]
    public async Task A_name_that_turns_inside_between_save_and_send_is_refused()
    {
        hub.Answers = [GuardedHub.Public];
        var hook = (await hub.CreateAsync(hub.Url("turns"), Events)).Id;
        hub.Receiver.AnswerWith(new Fakes.Answer { Headers = new Dictionary<string, string> { ["Connection"] = "close" } });
        Assert.Null((await hub.SendAsync(hook))[^1].Error);

        hub.Answers = [GuardedHub.Private];
        Assert.Equal("refused_address", (await hub.SendAsync(hook))[^1].Error);

        hub.Answers = [GuardedHub.Public];
        await hub.UntilAsync(hook, 3);
        Assert.False(hub.WasInsideCalled);
        await hub.Api.DeleteAsync($"/web_hooks/{hook}");
    }

    [Theory, Trait(Behaviours.Number, "22")]
    [MemberData(nameof(Refused))]
    public async Task Every_way_that_leads_to_a_request_passes_the_guard(string template)
    {
        var url = template.Replace("{port}", $"{hub.Receiver.Port}", StringComparison.Ordinal);
        hub.Answers = [GuardedHub.Public];
        var good = (await hub.CreateAsync(hub.Url("ways"), Events)).Id;
        var delivery = (await hub.SendAsync(good))[^1];
        var id = (string)(await hub.Api.GetAsync($"/web_hooks/{good}/deliveries")).Array[0]!["id"]!;
        Assert.Null(delivery.Error);
        hub.Answers = [GuardedHub.Private];
        var arrived = hub.Receiver.Requests.Count;

        // To create and to change, by the page's form as by the API: both call the same verbs.
        AssertRefused(await hub.CreateAsync(url, Events));
        AssertRefused(await hub.Api.PatchAsync($"/web_hooks/{good}", $$"""{"url":"{{url}}"}"""));

        // What comes in by a restored database: to send, to redeliver one and all, to test, to enable.
        await hub.BringInAsync(good, url);
        Assert.Equal("refused_address", (await hub.SendAsync(good))[^1].Error);
        await hub.Api.PostAsync($"/deliveries/{id}/redeliver", "");
        await hub.UntilAsync(good, 3);
        await hub.Api.PostAsync($"/web_hooks/{good}/redeliver", """{"event":"project.created"}""");
        var attempts = await hub.UntilAsync(good, 4);
        Assert.All(attempts.Skip(1), a => Assert.Equal(("refused_address", null, null), (a.Error, a.StatusCode, a.ResponseBody)));
        var test = await hub.Api.PostAsync($"/web_hooks/{good}/test", "");
        Assert.True(
            test.Status == 422 ? test.Error("url") == "The address is not allowed" : (string?)test.Object["attempt"]!["error"] == "refused_address", test.Text);
        await hub.Api.PostAsync($"/web_hooks/{good}/disable", "");
        AssertRefused(await hub.Api.PostAsync($"/web_hooks/{good}/enable", ""));
        AssertRefused(await hub.Api.PatchAsync($"/web_hooks/{good}", """{"enabled":true}"""));

        Assert.Equal(arrived, hub.Receiver.Requests.Count);
        Assert.False(hub.WasInsideCalled);
        await hub.Api.DeleteAsync($"/web_hooks/{good}");
    }

    [Fact, Trait(Behaviours.Number, "22")]
    public async Task What_is_saved_without_a_test_is_judged_by_its_text_as_well()
    {
        const string Disabled = ""","enabled":false""";
        hub.Answers = [GuardedHub.Public];
        var saved = (await hub.CreateAsync(hub.Url("saved"), Disabled)).Id;

        var literal = HostileLists.Urls().Where(line => !line.IsGood).Select(line => line.Url)
            .Where(url => url.StartsWith("https://1", StringComparison.Ordinal) && !url.StartsWith("https://" + GuardedHub.Public, StringComparison.Ordinal));
        foreach (var url in literal)
        {
            AssertRefused(await hub.CreateAsync(url, Disabled));
            AssertRefused(await hub.Api.PatchAsync($"/web_hooks/{saved}", $$"""{"url":{{JsonValue.Create(url).ToJsonString()}}}"""));
        }

        Assert.DoesNotContain(hub.Receiver.Requests, r => r.Path == "/saved");
    }

    [Fact, Trait(Behaviours.Number, "23")]
    public async Task Every_refusal_reads_the_same_and_holds_no_address()
    {
        var answers = new HashSet<string>();

        // All that the list refuses by its text, but for what this hub has opened.
        hub.Answers = ["203.0.113.7"];
        string[] opened = ["http://example.com/", "https://127.0.0.1:8443/", "https://localhost/", "https://localhost./", "https://127.0.0.1?@example.com/"];
        foreach (var (_, url) in HostileLists.Urls().Where(line => !line.IsGood && !opened.Contains(line.Url)))
        {
            answers.Add((await hub.CreateAsync(url)).Text);
        }

        // And whatever a name service may say of a name that was never dialled before.
        foreach (var address in (string[])["10.0.0.1", GuardedHub.Private, "169.254.169.254", "fd00::1", "::1", "224.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::"])
        {
            hub.Answers = [address];
            answers.Add((await hub.CreateAsync($"http://fresh.example.com:{hub.Receiver.Port}/")).Text);
            hub.Answers = [GuardedHub.Public, address];
            answers.Add((await hub.CreateAsync($"http://fresh.example.com:{hub.Receiver.Port}/")).Text);
        }

        var one = JsonNode.Parse(Assert.Single(answers))!;
        Assert.Equal("""{"url":["The address is not allowed"]}""", one["errors"]!.ToJsonString());
        Assert.Equal((422, "The address is not allowed"), ((int)one["status"]!, (string?)one["error"]!["description"]));
    }

    [Fact, Trait(Behaviours.Number, "23")]
    public async Task An_attempt_that_was_refused_tells_nothing_of_the_network()
    {
        hub.Answers = [GuardedHub.Public];
        var hook = (await hub.CreateAsync(hub.Url("mute"), Events)).Id;
        var shapes = new HashSet<(string?, int?, int?, int?, int?, int?, string?, string?)>();
        string[][] insides = [["10.0.0.1"], [GuardedHub.Private], ["169.254.169.254"], [GuardedHub.Public, "fd00::1"]];
        for (var i = 0; i < insides.Length; i++)
        {
            // The kept connection of the attempt before is not used for a name that is dialled anew.
            hub.Answers = insides[i];
            await hub.BringInAsync(hook, $"http://inside{i}.example.com:{hub.Receiver.Port}/");
            var a = (await hub.SendAsync(hook))[^1];
            shapes.Add((a.Error, a.StatusCode, a.DnsMs, a.ConnectMs, a.TlsMs, a.FirstByteMs, a.ResponseHeaders, a.ResponseBody));
            Assert.DoesNotContain(insides[i][^1], a.RequestHeaders, StringComparison.Ordinal);
        }

        Assert.Equal(("refused_address", null, null, null, null, null, null, null), Assert.Single(shapes));
        await hub.Api.DeleteAsync($"/web_hooks/{hook}");
    }

    [Theory, Trait(Behaviours.Number, "21")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/\r\nX-Injected: 1"}""", "url")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","headers":{"X-A":"1\r\nX-Injected: 1"}}""", "headers")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","headers":{"X-A\r\nX-Injected":"1"}}""", "headers")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","http_user":"ada\r\nX-Injected: 1"}""", "http_user")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","http_user":"ada","http_password":"x\r\nX-Injected: 1"}""", "http_password")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\r\nX-Injected: 1"}""", "secret")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","format":"full\r\nX-Injected: 1"}""", "format")]
    [InlineData("""{"url":"http://127.0.0.1:{port}/","events":["task.created\r\nX-Injected: 1"]}""", "events")]
    public async Task A_line_break_in_what_an_administrator_types_is_refused_at_its_field(string body, string field)
    {
        var refused = await hub.Api.PostAsync("/organizations/1/web_hooks", body.Replace("{port}", $"{hub.Receiver.Port}", StringComparison.Ordinal));

        Assert.Equal(422, refused.Status);
        Assert.NotEmpty(refused.Error(field));
        Assert.All(hub.Receiver.Requests, request => Assert.Null(request["X-Injected"]));
    }

    [Fact, Trait(Behaviours.Number, "21")]
    public async Task A_description_is_one_line_and_never_leaves_the_hub()
    {
        var made = await hub.CreateAsync($"http://127.0.0.1:{hub.Receiver.Port}/described", ""","description":"Two\r\nX-Injected: 1" """);

        Assert.Equal("Two  X-Injected: 1", (string?)made.Object["description"]);
        Assert.Null((await hub.Receiver.WaitForAsync(r => r.Path == "/described"))["X-Injected"]);
    }

    private static void AssertRefused(Api.ApiAnswer answer)
    {
        Assert.True(answer.Status == 422, $"{answer.Status} {answer.Text}");
        Assert.Equal("The address is not allowed", answer.Error("url"));
    }
}
