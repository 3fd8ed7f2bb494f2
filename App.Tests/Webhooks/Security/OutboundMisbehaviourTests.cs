using System.Net.Sockets;
using System.Text;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>Receivers that dawdle, lie or break off.</summary>
public sealed class OutboundMisbehaviourTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1500);

    // Far beyond the deadline, for machines that are busy, and far below what the receivers would take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public Task Silence() => TooSlow("", BareReceiver.UntilClosedAsync);

    [Fact, Trait(Behaviours.Number, "13")]
    public Task Headers_by_drips() => TooSlow("HTTP/1.1 200 OK\r\n", (stream, cancel) => BareReceiver.DripAsync(stream, "X-A: 1\r\n", cancel));

    [Fact, Trait(Behaviours.Number, "13")]
    public Task One_header_by_drips() => TooSlow("HTTP/1.1 200 OK\r\nX-A: ", (stream, cancel) => BareReceiver.DripAsync(stream, "a", cancel));

    [Fact]
    public Task Interim_answers_for_ever() => TooSlow("", (stream, cancel) => BareReceiver.DripAsync(stream, "HTTP/1.1 100 Continue\r\n\r\n", cancel));

    [Fact, Trait(Behaviours.Number, "14")]
    public Task A_body_by_drips() =>
        TooSlow("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", (stream, cancel) => BareReceiver.DripAsync(stream, "x", cancel), status: 200, body: "x");

    [Fact, Trait(Behaviours.Number, "14")]
    public Task Chunks_by_drips() =>
        TooSlow("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            (stream, cancel) => BareReceiver.DripAsync(stream, "1\r\nx\r\n", cancel), status: 200, body: "x");

    [Fact, Trait(Behaviours.Number, "20")]
    public Task An_interim_answer_and_then_nothing() => TooSlow("HTTP/1.1 100 Continue\r\n\r\n", BareReceiver.UntilClosedAsync);

    [Theory, Trait(Behaviours.Number, "20")]
    [InlineData("", AttemptError.Connect)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", AttemptError.BadAnswer)]
    public async Task A_connection_that_is_reset(string first, AttemptError expected)
    {
        await using var receiver = new BareReceiver(async (stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(first), cancel);
            var socket = ((NetworkStream)stream).Socket;
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        });
        using var client = Clients.Create();

        // A reset may throw away what came just before it.
        Assert.Contains((await client.PostAsync($"http://127.0.0.1:{receiver.Port}/")).Error, new[] { expected, AttemptError.Connect });
    }

    [Theory, Trait(Behaviours.Number, "20")]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", AttemptError.BadAnswer)]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n", AttemptError.BadAnswer)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", AttemptError.BadAnswer)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", AttemptError.BadAnswer)]
    [InlineData("HTTP/1.1 200 OK\r\nX-A", AttemptError.BadAnswer, AttemptError.Connect)]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n", AttemptError.HttpStatus)]
    [InlineData("", AttemptError.Connect)]
    public async Task Answers_that_are_none(string bytes, params AttemptError[] expected)
    {
        await using var receiver = new BareReceiver(bytes);
        using var client = Clients.Create();

        var outcome = await client.PostAsync($"http://127.0.0.1:{receiver.Port}/");

        Assert.Contains(outcome.Error, expected);
    }

    [Fact]
    public async Task Nobody_listens()
    {
        int port;
        await using (var receiver = new BareReceiver(""))
        {
            port = receiver.Port;
        }

        using var client = Clients.Create();

        Assert.Equal(AttemptError.Connect, (await client.PostAsync($"http://127.0.0.1:{port}/")).Error);
    }

    private static async Task TooSlow(string first, Func<Stream, CancellationToken, Task> then, int? status = null, string body = "")
    {
        await using var receiver = new BareReceiver(async (stream, cancel) =>
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(first), cancel);
            await then(stream, cancel);
        });
        using var client = Clients.Create(change: options => options.Timeout = Deadline);

        var outcome = await client.PostAsync($"http://127.0.0.1:{receiver.Port}/").WaitAsync(Patience, TimeProvider.System);

        Assert.Equal((AttemptError.Timeout, status), (outcome.Error, outcome.StatusCode));
        Assert.InRange(outcome.Duration, Deadline * 0.9, Patience);
        Assert.StartsWith(body, outcome.KeptBody(), StringComparison.Ordinal);
    }
}
