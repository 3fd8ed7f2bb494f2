using System.IO.Compression;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>What the client makes of answers, good and bad, over real sockets.</summary>
public sealed class OutboundAnswerTests : IAsyncLifetime
{
    private readonly OutboundClient client = Clients.Create();
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task The_bytes_and_headers_arrive_unchanged_and_the_answer_comes_back()
    {
        receiver.AnswerWith(new Answer { Status = 201, Body = "Grüße", Headers = new Dictionary<string, string> { ["X-Id"] = "7" } });

        var outcome = await client.PostAsync(receiver.Url + "hook?a=b", "{\"name\":\"Grüße\"}");

        var request = Assert.Single(receiver.Requests);
        Assert.Equal(("POST", "/hook?a=b", "{\"name\":\"Grüße\"}"), (request.Method, request.Path, request.Text));
        Assert.Equal(["Content-Length", "Content-Type", "Host", "webhook-id", "X-Secret"], request.Headers.Keys.Order(StringComparer.OrdinalIgnoreCase));
        Assert.Equal(("application/json", "dlv_1", "s"), (request["Content-Type"], request["webhook-id"], request["X-Secret"]));
        Assert.True(outcome.IsSuccess);
        Assert.Equal((201, "Grüße", false, null), (outcome.StatusCode, outcome.KeptBody(), outcome.IsCut, outcome.RetryAfter));
        Assert.Contains(new OutboundHeader("X-Id", "7"), outcome.ResponseHeaders);
        Assert.True(outcome.Duration > TimeSpan.Zero);
    }

    [Theory]
    [InlineData(200, AttemptError.None)]
    [InlineData(204, AttemptError.None)]
    [InlineData(299, AttemptError.None)]
    [InlineData(304, AttemptError.Redirect)]
    [InlineData(404, AttemptError.HttpStatus)]
    [InlineData(410, AttemptError.HttpStatus)]
    [InlineData(500, AttemptError.HttpStatus)]
    [InlineData(600, AttemptError.HttpStatus)]
    public async Task A_status_is_a_success_or_it_is_not(int status, AttemptError expected)
    {
        receiver.AnswerWith(status);

        var outcome = await client.PostAsync(receiver.Url);

        Assert.Equal((expected, status), (outcome.Error, outcome.StatusCode));
    }

    [Theory, Trait(Behaviours.Number, "11")]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_a_failure_and_followed_nowhere(int status)
    {
        await using var inside = await Receiver.StartAsync();
        string[] targets = [inside.Url, "file:///etc/passwd", "https://example.com/", "//example.com/", "/hook", receiver.Url + "hook", "", "\\\\"];
        foreach (var target in targets)
        {
            receiver.AnswerWith(new Answer { Status = status, Headers = new Dictionary<string, string> { ["Location"] = target } });

            var outcome = await client.PostAsync(receiver.Url + "hook");

            Assert.Equal((AttemptError.Redirect, status), (outcome.Error, outcome.StatusCode));
        }

        Assert.Equal(targets.Length, receiver.Requests.Count);
        Assert.Empty(inside.Requests);
    }

    [Theory]
    [InlineData(503, "120", 120)]
    [InlineData(429, "0", 0)]
    [InlineData(429, "9999999999999999999999", 86_400)]
    [InlineData(429, "Fri, 31 Dec 1999 23:59:59 GMT", 0)]
    [InlineData(429, "Tue, 31 Dec 2999 23:59:59 GMT", 86_400)]
    [InlineData(500, "soon", null)]
    [InlineData(500, "-5", null)]
    [InlineData(200, "120", 120)]
    public async Task A_receiver_may_ask_to_be_left_alone_for_a_day_at_most(int status, string value, int? seconds)
    {
        receiver.AnswerWith(new Answer { Status = status, Headers = new Dictionary<string, string> { ["Retry-After"] = value } });

        var outcome = await client.PostAsync(receiver.Url);

        Assert.Equal(seconds, outcome.RetryAfter?.TotalSeconds);
    }

    [Fact, Trait(Behaviours.Number, "16")]
    public async Task Of_a_long_body_no_more_than_16_KB_are_read_and_4_KB_kept()
    {
        receiver.AnswerWith(Answer.Of(200, "x" + new string('ü', 3_000_000)));

        var outcome = await client.PostAsync(receiver.Url);

        Assert.True(outcome.IsSuccess);
        Assert.True(outcome.IsCut);
        Assert.Equal(AttemptOutcome.MaxRead, outcome.Body.Length);
        Assert.Equal("x" + new string('ü', 2047) + WebhooksText.CutMark, outcome.KeptBody());
    }

    [Fact]
    public async Task A_body_of_16_KB_is_whole_and_bytes_that_are_no_text_do_no_harm()
    {
        receiver.AnswerWith(new Answer
        {
            Writes = context => context.Response.Body.WriteAsync(new byte[AttemptOutcome.MaxRead]).AsTask(),
        });

        var outcome = await client.PostAsync(receiver.Url);

        Assert.False(outcome.IsCut);
        Assert.Equal(AttemptOutcome.MaxRead, outcome.Body.Length);
        Assert.Equal(new string('\uFFFD', AttemptOutcome.MaxKept) + WebhooksText.CutMark, outcome.KeptBody());
    }

    [Fact, Trait(Behaviours.Number, "17")]
    public async Task A_bomb_of_gzip_is_not_inflated()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[10_000_000], TestContext.Current.CancellationToken);
        }

        var bomb = packed.ToArray();
        receiver.AnswerWith(new Answer
        {
            Writes = context =>
            {
                context.Response.Headers.ContentEncoding = "gzip";
                return context.Response.Body.WriteAsync(bomb).AsTask();
            },
        });

        var outcome = await client.PostAsync(receiver.Url);

        Assert.Equal(bomb, outcome.Body.ToArray());
        Assert.InRange(bomb.Length, 1, AttemptOutcome.MaxRead);
        Assert.Null(receiver.Requests[0]["Accept-Encoding"]);
    }

    [Fact, Trait(Behaviours.Number, "18")]
    public async Task A_cookie_is_not_sent_back()
    {
        receiver.AnswerWith(new Answer { Headers = new Dictionary<string, string> { ["Set-Cookie"] = "a=b" } });

        await client.PostAsync(receiver.Url);
        await client.PostAsync(receiver.Url);

        Assert.Equal(2, receiver.Requests.Count);
        Assert.All(receiver.Requests, request => Assert.Null(request["Cookie"]));
    }

    [Fact, Trait(Behaviours.Number, "15")]
    public async Task Headers_of_200_KB_are_too_large()
    {
        receiver.AnswerWith(new Answer { Headers = new Dictionary<string, string> { ["X-Large"] = new string('x', 200_000) } });

        Assert.Equal(AttemptError.TooLarge, (await client.PostAsync(receiver.Url)).Error);
    }

    [Fact, Trait(Behaviours.Number, "20")]
    public async Task A_connection_that_is_cut_before_the_answer_is_told_so()
    {
        receiver.AnswerWith(Answer.Cut);

        var outcome = await client.PostAsync(receiver.Url);

        Assert.Equal((AttemptError.Connect, (int?)null), (outcome.Error, outcome.StatusCode));
    }

    [Fact, Trait(Behaviours.Number, "21")]
    public async Task A_header_that_would_end_a_line_is_a_bug_and_never_sent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => client.PostAsync(
            receiver.Url, [new("X-A", "a\r\nEvil: 1")], default, TestContext.Current.CancellationToken));

        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_shutdown_ends_the_attempt_without_an_outcome()
    {
        using var stopping = new CancellationTokenSource();
        receiver.AnswerWith(new Answer { Until = new TaskCompletionSource().Task });

        var attempt = client.PostAsync(receiver.Url, [], default, stopping.Token);
        await receiver.WaitForAsync(1);
        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => attempt);
    }
}
