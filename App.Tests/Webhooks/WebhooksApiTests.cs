using System.Text.Json.Nodes;
using TaskHub.Tests.Api;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks;

public sealed class WebhooksApiTests(HookHub hub) : IClassFixture<HookHub>
{
    private static readonly string[] Members =
    [
        "type", "id", "organization_id", "url", "description", "format", "events", "project_ids", "status", "status_text", "status_color",
        "errors", "disabled_reason", "disabled_at", "created_at", "updated_at",

        // Beyond the contract, and after what it names.
        "strict_order", "rate_per_minute",
    ];

    private readonly ApiClient api = hub.Api;

    private string List => $"/organizations/{hub.Organization}/web_hooks";

    [Fact]
    public async Task A_failed_test_in_Worksections_format_says_what_was_expected()
    {
        hub.Receiver.AnswerWith(r => r.Path == "/expected" ? Answer.Of(200, "fine") : Answer.Ok);

        var refused = await hub.CreateAsync("expected", ""","format":"worksection" """);

        Assert.Equal(422, refused.Status);
        Assert.EndsWith("Expected in the Worksection format: status 200 and the JSON {\"status\":\"OK\"}", refused.Error("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_hook_has_the_members_of_the_contract_and_its_secret_only_once()
    {
        var made = await hub.CreateAsync("made", ""","description":"To the ledger" """);

        Assert.Equal(201, made.Status);
        Assert.EndsWith($"/api/3/web_hooks/{made.Id}", made.Headers["Location"], StringComparison.Ordinal);
        Assert.Equal([.. Members, "secret"], made.Object.Select(p => p.Key));
        Assert.True(SigningSecret.TryReadKey((string?)made.Object["secret"], out _));
        Assert.Equal(("WebHook", "redbooth", "To the ledger"), (Text(made, "type"), Text(made, "format"), Text(made, "description")));
        Assert.Equal(("working", "Working", "green"), Status(made));
        Assert.Equal(
            ["task.created", "task.updated", "task.completed", "task.reopened", "task.deleted"], made.Object["events"]!.AsArray().Select(e => (string)e!));

        var again = await api.GetAsync($"/web_hooks/{made.Id}");
        Assert.Equal(Members, again.Object.Select(p => p.Key));
        Assert.Contains(made.Id, (await api.GetAsync(List)).Array.Select(w => (long)w!["id"]!));
    }

    [Fact]
    public async Task Creating_posts_a_signed_test_that_verifies_with_the_secret_that_was_given()
    {
        var secret = SigningSecret.Generate();
        var made = await hub.CreateAsync("signed", $$"""
            ,"secret":"{{secret}}","http_user":"ada","http_password":"pass","headers":{"X-Team":"blue"}
            """);

        var test = await hub.Receiver.WaitForAsync(r => r.Path == "/signed");
        Assert.Equal(secret, Text(made, "secret"));
        Assert.Equal("test", test.WebhookEvent);
        Assert.Equal(("blue", "Basic YWRhOnBhc3M="), (test["X-Team"], test["Authorization"]));
        Assert.Equal($"{made.Id}", (string?)JsonNode.Parse(test.Text)!["id"]);
        SigningSecret.TryReadKey(secret, out var key);
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(test["webhook-timestamp"]!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(WebhookSigner.Sign(test.WebhookId!, at, test.Body, [key]), test["webhook-signature"]);
    }

    [Fact]
    public async Task A_failed_test_refuses_and_saves_nothing()
    {
        hub.Receiver.AnswerWith(r => r.Path == "/broken" ? Answer.Of(500) : Answer.Ok);
        var before = (await api.GetAsync(List)).Array.Count;

        var refused = await hub.CreateAsync("broken");

        Assert.Equal(422, refused.Status);
        Assert.Equal("The test failed: The receiver answered 500", refused.Error("url"));
        Assert.Equal(before, (await api.GetAsync(List)).Array.Count);
    }

    [Fact]
    public async Task Enabled_false_saves_without_a_test_and_enabling_tests_first()
    {
        var made = await hub.CreateAsync("later", ""","enabled":false""");
        Assert.Equal(("disabled", "Disabled", "gray"), Status(made));
        Assert.Equal("by_person", Text(made, "disabled_reason"));
        Assert.DoesNotContain(hub.Receiver.Requests, r => r.Path == "/later");

        hub.Receiver.AnswerWith(r => r.Path == "/later" ? Answer.Of(404) : Answer.Ok);
        var refused = await api.PostAsync($"/web_hooks/{made.Id}/enable", "");
        Assert.Equal((422, "The test failed: The receiver answered 404"), (refused.Status, refused.Error("url")));

        hub.Receiver.AnswerWith(Answer.Ok);
        var enabled = await api.PostAsync($"/web_hooks/{made.Id}/enable", "");
        Assert.Equal((200, ("working", "Working", "green")), (enabled.Status, Status(enabled)));
        Assert.Null(enabled.Object["disabled_reason"]);

        var disabled = await api.PostAsync($"/web_hooks/{made.Id}/disable", "");
        Assert.Equal((200, "disabled", "by_person"), (disabled.Status, Text(disabled, "status"), Text(disabled, "disabled_reason")));
        Assert.NotNull(disabled.Object["disabled_at"]);
    }

    [Theory]
    [InlineData("""{"url":"http://10.0.0.1/"}""", "url", "The address is not allowed")]
    [InlineData("""{"url":"https://169.254.169.254/latest"}""", "url", "The address is not allowed")]
    [InlineData("""{"url":"ftp://example.com/"}""", "url", "The address is not allowed")]
    [InlineData("""{}""", "url", "A url is needed")]
    [InlineData("""{"url":"https://example.com/","events":["task.moved"]}""", "events", "There is no event task.moved")]
    [InlineData("""{"url":"https://example.com/","events":[]}""", "events", "Choose at least one event")]
    [InlineData("""{"url":"https://example.com/","format":"xml"}""", "format", "The format is redbooth, worksection or full")]
    [InlineData("""{"url":"https://example.com/","project_ids":[987654]}""", "project_ids", "One of the projects is not in this organization")]
    [InlineData("""{"url":"https://example.com/","headers":{"Host":"x"}}""", "headers", "Host: This header is set by TaskHub or by the connection")]
    [InlineData("""{"url":"https://example.com/","secret":"whsec_short"}""", "secret", "A secret is whsec_ followed by 24 to 64 bytes in base64")]
    [InlineData("""{"url":"https://example.com/","http_password":"only"}""", "http_user", "A password needs a user name")]
    public async Task What_does_not_validate_is_refused_and_names_its_field(string body, string field, string message)
    {
        var refused = await api.PostAsync(List, body);

        Assert.Equal((422, message), (refused.Status, refused.Error(field)));
    }

    [Fact]
    public async Task A_project_of_another_organization_is_refused()
    {
        var refused = await hub.CreateAsync("else", $$""","project_ids":[{{hub.OttosProject}}]""");

        Assert.Equal((422, "One of the projects is not in this organization"), (refused.Status, refused.Error("project_ids")));
    }

    [Fact]
    public async Task A_change_changes_the_fields_given_and_tests_a_new_url()
    {
        var made = await hub.CreateAsync("change", ""","http_user":"ada" """);

        var changed = await api.PatchAsync($"/web_hooks/{made.Id}", $$"""{"description":"New","events":["comment.created","task.created"],"project_ids":[{{hub.Project}}],"http_user":null}""");
        Assert.Equal((200, "New", hub.Url("change")), (changed.Status, Text(changed, "description"), Text(changed, "url")));
        Assert.Equal("""["task.created","comment.created"]""", changed.Object["events"]!.ToJsonString());

        hub.Receiver.AnswerWith(r => r.Path == "/moved" ? Answer.Of(500) : Answer.Ok);
        var refused = await api.PatchAsync($"/web_hooks/{made.Id}", $$"""{"url":"{{hub.Url("moved")}}"}""");
        Assert.Equal(422, refused.Status);
        Assert.Equal(hub.Url("change"), Text(await api.GetAsync($"/web_hooks/{made.Id}"), "url"));

        hub.Receiver.AnswerWith(Answer.Ok);
        var moved = await api.PatchAsync($"/web_hooks/{made.Id}", $$"""{"url":"{{hub.Url("moved")}}"}""");
        Assert.Equal((200, hub.Url("moved")), (moved.Status, Text(moved, "url")));
        Assert.Null(hub.Receiver.Requests.Last(r => r.Path == "/moved")["Authorization"]);
    }

    [Fact]
    public async Task A_test_by_hand_shows_both_sides_and_hides_what_is_secret()
    {
        hub.Receiver.AnswerWith(r => r.Path == "/sides" ? new Answer { Body = """{"got":"it"}""", Headers = new Dictionary<string, string> { ["X-From"] = "receiver" } } : Answer.Ok);
        var made = await hub.CreateAsync("sides", ""","http_user":"ada","http_password":"pass","headers":{"X-Team":"blue"}""");

        var test = await api.PostAsync($"/web_hooks/{made.Id}/test", "");

        Assert.Equal(200, test.Status);
        Assert.Equal(["ok", "attempt"], test.Object.Select(p => p.Key));
        Assert.True((bool)test.Object["ok"]!);
        var attempt = test.Object["attempt"]!.AsObject();
        Assert.Equal(
            [
                "number", "started_at", "duration_ms", "status_code", "error", "url", "request_headers", "request_body", "response_headers", "response_body",
                "response_cut", "timing",
            ],
            attempt.Select(p => p.Key));
        Assert.Equal(["dns_ms", "connect_ms", "tls_ms", "first_byte_ms"], attempt["timing"]!.AsObject().Select(p => p.Key));
        Assert.InRange((int)attempt["timing"]!["first_byte_ms"]!, 0, (int)attempt["duration_ms"]!);
        Assert.False((bool)attempt["response_cut"]!);
        var sent = hub.Receiver.Requests.Single(r => r["webhook-id"] == (string?)attempt["request_headers"]!["webhook-id"]);
        Assert.All(["Host", "Content-Type", "Content-Length"], name => Assert.Equal(sent[name], (string?)attempt["request_headers"]![name]));
        Assert.Equal(("•••", "•••"), ((string?)attempt["request_headers"]!["Authorization"], (string?)attempt["request_headers"]!["X-Team"]));
        Assert.Equal(("""{"got":"it"}""", "receiver"), ((string?)attempt["response_body"], (string?)attempt["response_headers"]!["X-From"]));
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign()
    {
        var made = await hub.CreateAsync("rotate");

        var rotated = await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", "");
        await api.PostAsync($"/web_hooks/{made.Id}/test", "");

        Assert.Equal(200, rotated.Status);
        Assert.NotEqual(Text(made, "secret"), Text(rotated, "secret"));
        Assert.Equal(2, hub.Receiver.Requests.Last(r => r.Path == "/rotate")["webhook-signature"]!.Split(' ').Length);

        // Rotating twice in a row does not cut off a receiver that still has the first secret.
        await api.PostAsync($"/web_hooks/{made.Id}/rotate_secret", "");
        await api.PostAsync($"/web_hooks/{made.Id}/test", "");
        var last = hub.Receiver.Requests.Last(r => r.Path == "/rotate");
        Assert.Equal(3, last["webhook-signature"]!.Split(' ').Length);
        Assert.Null(await StandardWebhooksNode.ProblemAsync(last, Text(made, "secret")!));
    }

    [Fact]
    public async Task A_deleted_web_hook_is_gone()
    {
        var made = await hub.CreateAsync("gone");

        Assert.Equal(204, (await api.DeleteAsync($"/web_hooks/{made.Id}")).Status);
        Assert.Equal(404, (await api.GetAsync($"/web_hooks/{made.Id}")).Status);
        Assert.Equal(404, (await api.GetAsync($"/web_hooks/{made.Id}/deliveries")).Status);
    }

    [Fact]
    public async Task Whoever_does_not_administer_is_told_no_more_than_that()
    {
        var made = await hub.CreateAsync("rights");

        foreach (var list in new[] { List, "/organizations/987654/web_hooks" })
        {
            foreach (var person in new[] { hub.Paul, hub.Otto })
            {
                var refused = await person.GetAsync(list);
                Assert.Equal((403, "Insufficient authorization"), (refused.Status, refused.Description));
                Assert.Equal(403, (await person.PostAsync(list, """{"url":"https://example.com/"}""")).Status);
            }
        }

        Assert.Equal(403, (await hub.Paul.GetAsync($"/web_hooks/{made.Id}")).Status);
        Assert.Equal(404, (await hub.Otto.GetAsync($"/web_hooks/{made.Id}")).Status);
        foreach (var act in new[] { "enable", "disable", "rotate_secret", "expire_secret", "test", "redeliver" })
        {
            Assert.Equal(403, (await hub.Paul.PostAsync($"/web_hooks/{made.Id}/{act}", "{}")).Status);
            Assert.Equal(404, (await hub.Otto.PostAsync($"/web_hooks/{made.Id}/{act}", "{}")).Status);
        }

        Assert.Equal(404, (await hub.Otto.PatchAsync($"/web_hooks/{made.Id}", """{"description":"Mine"}""")).Status);
        Assert.Equal(404, (await hub.Otto.DeleteAsync($"/web_hooks/{made.Id}")).Status);
        Assert.Equal(200, (await api.GetAsync($"/web_hooks/{made.Id}")).Status);
    }

    private static string? Text(ApiAnswer answer, string field) => (string?)answer.Object[field];

    private static (string?, string?, string?) Status(ApiAnswer answer) => (Text(answer, "status"), Text(answer, "status_text"), Text(answer, "status_color"));
}
