using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskHub.Data;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Attempts;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Attempts;

/// <summary>What is kept of an attempt: where it went, and nothing that is secret in what came back.</summary>
public sealed class KeptAttemptsTests(HookHub hub) : IClassFixture<HookHub>
{
    private const string Key = "TOPSECRETKEY/+1\"2";
    private const string Password = "correct horse & battery";

    [Fact]
    public async Task Each_attempt_says_where_it_was_sent_whatever_the_url_is_now()
    {
        var hook = (await hub.CreateAsync("before")).Id;
        await hub.TaskAsync();
        var id = (string)(await hub.DeliveriesAsync(hook, all => all.Count == 1 && (string?)all[0]!["state"] == "delivered"))[0]!["id"]!;
        await hub.Api.PatchAsync($"/web_hooks/{hook}", $$"""{"url":"{{hub.Url("after")}}"}""");
        await hub.Api.PostAsync($"/deliveries/{id}/redeliver", "");

        var attempts = await hub.UntilAsync(hook, $"/deliveries/{id}/attempts", all => all.AsArray().Count == 2);

        Assert.Equal([hub.Url("before"), hub.Url("after")], attempts.AsArray().Select(a => (string?)a!["url"]));
        Assert.Equal(hub.Url("after"), (string?)(await hub.Api.PostAsync($"/web_hooks/{hook}/test", "")).Object["attempt"]!["url"]);
    }

    [Fact]
    public void Of_an_attempt_whose_url_was_not_kept_its_host_is_told_and_not_the_present_url()
    {
        var old = Attempt(new() { ["Host"] = "old.example" });
        Assert.Equal(("old.example", AttemptsText.OnlyHostKept), (AttemptTexts.Address(old), AttemptTexts.AddressNote(old, "https://new.example/hook")));
        Assert.Equal("https://old.example/", Curl.Address(old, "https://new.example/hook"));
        Assert.Equal("https://old.example/hook", Curl.Address(old, "https://old.example/hook"));
        var kept = old with { Url = "https://old.example/x" };
        Assert.Equal(("https://old.example/x", AttemptsText.AddressThen), (AttemptTexts.Address(kept), AttemptTexts.AddressNote(kept, "https://new.example/hook")));
        Assert.Null(AttemptTexts.AddressNote(kept, "https://old.example/x"));
    }

    [Fact]
    public void The_sheet_tells_of_each_attempt_where_it_went()
    {
        var delivery = new DeliveryView
        {
            Id = "dlv_0123456789abcdef0123456789abcdef_1",
            WebHookId = 1,
            Sequence = 7,
            Event = "task.created",
            ObjectType = "task",
            ObjectId = "5",
            State = DeliveryState.Delivered,
            AttemptsCount = 2,
            NextAttemptAt = null,
            CreatedAt = default,
        };
        var lines = DeliverySheet.Lines(delivery with { Attempts = [Attempt([]) with { Url = "https://old.example/a,b" }, Attempt([])] }).Split("\r\n");

        Assert.EndsWith(",1,200,,false,\"https://old.example/a,b\"", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",1,200,,false,", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines[0].Split(',').Length - 1, DeliverySheet.Head.Split(',').Length);
    }

    [Fact]
    public async Task A_receiver_that_echoes_what_it_got_puts_no_secret_on_record()
    {
        hub.Receiver.AnswerWith(r => r.Path != "/echo" || r["Authorization"] is not { } sent ? Answer.Ok : new Answer
        {
            Status = 500,
            Headers = new Dictionary<string, string>
            {
                ["X-Echo-Auth"] = sent,
                ["X-Echo-Key"] = $"got {r["X-Api-Key"]} from you",
                ["Set-Cookie"] = "session=s3ss10n; HttpOnly",
                ["Authorization"] = "Bearer theirs",
                ["X-Kept"] = "kept",
            },
            Body = $"<pre>{sent}, {Password}, {r["X-Api-Key"]}</pre>{JsonSerializer.Serialize(r.Headers)}{new string('x', AttemptOutcome.MaxKept)}",
        });
        var key = JsonSerializer.Serialize(Key);
        var made = await hub.CreateAsync("echo", $$""","enabled":false,"http_user":"ada","http_password":"{{Password}}","headers":{"X-Api-Key":{{key}}}""");

        var test = await hub.Api.PostAsync($"/web_hooks/{made.Id}/test", "");

        var attempt = test.Object["attempt"]!;
        Assert.Equal(500, (int)attempt["status_code"]!);
        var headers = attempt["response_headers"]!;
        Assert.Equal(
            ("Basic •••", "got ••• from you", "•••", "•••", "kept"),
            ((string)headers["X-Echo-Auth"]!, (string)headers["X-Echo-Key"]!, (string)headers["Set-Cookie"]!, (string)headers["Authorization"]!, (string)headers["X-Kept"]!));
        var body = (string)attempt["response_body"]!;
        Assert.StartsWith("<pre>Basic •••, •••, •••</pre>", body, StringComparison.Ordinal);
        Assert.DoesNotContain("TOPSECRET", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{Password}"))[..20], test.Text, StringComparison.Ordinal);
        hub.Receiver.AnswerWith(Answer.Ok);
    }

    [Fact]
    public async Task What_an_earlier_hub_recorded_with_its_secrets_is_read_without_them()
    {
        var made = await hub.CreateAsync("earlier", ""","headers":{"X-Api-Key":"an+older/key"}""");
        await hub.TaskAsync();
        var id = (string)(await hub.DeliveriesAsync(made.Id, all => all.Count == 1 && (string?)all[0]!["state"] == "delivered"))[0]!["id"]!;
        var secret = (string)made.Object["secret"]!;
        await hub.Hub.Services.GetRequiredService<WriteGate>().RunAsync(db => db.Attempts.Where(a => a.WebhookId == made.Id).ExecuteUpdateAsync(set => set
            .SetProperty(a => a.ResponseBody, $"got {secret} and an%2Bolder%2fkey")
            .SetProperty(a => a.ResponseHeaders, """{"X-Echo":"an+older/key","an+older/key":"1","an-older/key":"2"}""")));

        var one = await hub.Api.GetAsync($"/deliveries/{id}/attempts");
        var listed = await hub.Api.GetAsync($"/web_hooks/{made.Id}/deliveries");

        Assert.Equal("got whsec_••• and •••", (string?)one.Array[0]!["response_body"]);
        Assert.Equal("got whsec_••• and •••", (string?)listed.Array[0]!["attempts"]![0]!["response_body"]);
        Assert.Equal("•••", (string?)one.Array[0]!["response_headers"]!["X-Echo"]);
        Assert.DoesNotContain("older", one.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_goes_in_every_notation_also_where_the_record_is_cut_and_words_that_hold_it_by_chance_stay()
    {
        var redaction = new Redaction([Key, "prod", "1"]);
        string[] notations =
        [
            Key, JavaScriptEncoder.Default.Encode(Key), JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Key),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Key).Replace("/", "\\/", StringComparison.Ordinal),
            Uri.EscapeDataString(Key), HtmlEncoder.Default.Encode(Key),
        ];
        foreach (var notation in notations)
        {
            Assert.DoesNotContain("TOPSECRET", Kept(redaction, $"a {notation} b"), StringComparison.Ordinal);
            Assert.DoesNotContain("TOPSEC", Kept(redaction, new string('x', AttemptOutcome.MaxKept - 6) + notation), StringComparison.Ordinal);
        }

        Assert.Equal("the ••• product 1, ••• and •••", Kept(redaction, "the prod product 1, prod and prod"));
        Assert.Equal("ok", Kept(redaction, "ok"));
    }

    private static string Kept(Redaction redaction, string body) =>
        redaction.Hide(new AttemptOutcome { StatusCode = 200, Body = Encoding.UTF8.GetBytes(body) }).KeptBody();

    private static AttemptView Attempt(Dictionary<string, string> headers) => new()
    {
        Number = 1,
        StartedAt = default,
        DurationMs = 1,
        StatusCode = 200,
        Error = null,
        RequestHeaders = headers,
        RequestBody = "{}",
        ResponseHeaders = null,
        ResponseBody = null,
        ResponseCut = false,
        Timing = new AttemptTiming(null, null, null, null),
    };
}
