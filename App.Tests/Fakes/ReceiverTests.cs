using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace TaskHub.Tests.Fakes;

/// <summary>The tests rely on these fakes, so the fakes are tested: a receiver that lies would make every delivery look right.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private Receiver receiver = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task A_request_is_recorded_byte_for_byte_and_in_order()
    {
        await PostAsync("hook?a=%20b", "{\"name\": \"Grüße\"}", ("webhook-id", "msg_1"));
        await PostAsync("", "second");

        var requests = await receiver.WaitForAsync(2);

        Assert.Equal((1, "POST", "/hook?a=%20b"), (requests[0].Number, requests[0].Method, requests[0].Path));
        Assert.Equal("msg_1", requests[0].WebhookId);
        Assert.Equal("{\"name\": \"Grüße\"}"u8, requests[0].Body);
        Assert.Equal("second", requests[1].Text);
        Assert.True(requests[0].ArrivedAt <= requests[1].ArrivedAt);
    }

    [Fact]
    public async Task Answers_are_as_the_test_decides()
    {
        receiver.AnswerWith(request => request.Text == "a"
            ? new Answer { Status = 429, Body = "later", Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } }
            : Answer.Of(204));

        using var refused = await PostAsync("", "a");
        using var taken = await PostAsync("", "b");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Equal("later", await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
    }

    [Fact]
    public async Task A_held_answer_waits_until_it_is_released_while_its_request_is_on_record()
    {
        var released = new TaskCompletionSource();
        receiver.AnswerWith(new Answer { Until = released.Task });

        var answer = PostAsync("", "held");
        await receiver.WaitForAsync(request => request.Text == "held");

        Assert.False(answer.IsCompleted);
        released.SetResult();
        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_cut_connection_and_a_closed_receiver_are_errors_to_the_sender()
    {
        receiver.AnswerWith(Answer.Cut);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("", "cut"));

        var url = receiver.Url;
        receiver.AnswerWith(new Answer { Until = new TaskCompletionSource().Task });
        var hanging = PostAsync("", "hanging");
        await receiver.WaitForAsync(2);
        await receiver.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(url, Cancel));

        receiver = await Receiver.StartAsync(new Uri(url).Port);
        using var response = await PostAsync("", "back");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Waiting_in_vain_says_what_arrived_instead()
    {
        await PostAsync("", "something else");

        var vain = await Assert.ThrowsAsync<TimeoutException>(
            () => receiver.WaitForAsync(request => request.Text == "never", TimeSpan.FromMilliseconds(10)));

        Assert.Contains("something else", vain.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_independent_verifier_accepts_a_right_signature_and_no_other()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var secret = "whsec_" + Convert.ToBase64String(key);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        const string Body = """{"name":"Grüße"}""";
        var signature = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"msg_1.{now}.{Body}")));
        await PostAsync("", Body, ("webhook-id", "msg_1"), ("webhook-timestamp", $"{now}"), ("webhook-signature", $"v1,AAAA {signature}"));
        await PostAsync("", Body, ("webhook-id", "msg_2"), ("webhook-timestamp", $"{now}"), ("webhook-signature", signature));
        var requests = await receiver.WaitForAsync(2);

        var problems = await StandardWebhooksNode.ProblemsAsync(requests, secret);

        Assert.Null(problems[0]);
        Assert.Contains("No matching signature", problems[1], StringComparison.Ordinal);
        Assert.NotNull(await StandardWebhooksNode.ProblemAsync(requests[0], "whsec_" + Convert.ToBase64String(new byte[32])));
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, receiver.Url + path) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return client.SendAsync(request, Cancel);
    }
}
