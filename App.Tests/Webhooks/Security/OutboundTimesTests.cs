using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>How an attempt's time is split. The clock moves only where a test moves it, so every part is exact.</summary>
public sealed class OutboundTimesTests : IAsyncLifetime
{
    private const string Name = "receiver.example.com";

    private readonly HandClock clock = new();
    private Receiver receiver = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.StartAsync();
        receiver.AnswerWith(_ =>
        {
            clock.Advance(25);
            return Answer.Ok;
        });
    }

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_new_connection_tells_the_time_of_the_name_server_the_connection_and_the_first_byte()
    {
        using var client = Client(Slow(40));

        var outcome = await client.PostAsync($"http://{Name}:{receiver.Port}/");

        Assert.Equal(new AttemptTimes(Ms(40), Ms(0), null, Ms(65)), outcome.Times);
        Assert.Equal(Ms(65), outcome.Duration);
    }

    [Fact]
    public async Task A_kept_connection_needed_none_of_them()
    {
        using var client = Client(Slow(40));

        await client.PostAsync($"http://{Name}:{receiver.Port}/");
        var outcome = await client.PostAsync($"http://{Name}:{receiver.Port}/");

        Assert.Equal(new AttemptTimes(null, null, null, Ms(25)), outcome.Times);
    }

    [Fact]
    public async Task A_literal_address_asks_no_name_server()
    {
        using var client = Client(Slow(40));

        Assert.Equal(new AttemptTimes(null, Ms(0), null, Ms(25)), (await client.PostAsync(receiver.Url)).Times);
    }

    [Fact]
    public async Task The_handshake_is_a_part_of_its_own()
    {
        using var certificate = OutboundTlsTests.Certificate(Name, TimeProvider.System.GetUtcNow().AddDays(1));
        await using var secure = new BareReceiver("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", new SslServerAuthenticationOptions
        {
            ServerCertificateSelectionCallback = (_, _) =>
            {
                clock.Advance(30);
                return certificate;
            },
        });
        using var client = Clients.Create(
            Slow(40), options => options.AllowedPorts = [secure.Port], OutboundTlsTests.Trust(certificate), clock);

        var outcome = await client.PostAsync($"https://{Name}:{secure.Port}/");

        Assert.Equal(new AttemptTimes(Ms(40), Ms(0), Ms(30), Ms(70)), outcome.Times);
    }

    [Fact]
    public async Task A_failure_tells_how_long_the_part_took_in_which_it_failed_and_nothing_of_those_after_it()
    {
        using var client = Client(new ScriptedResolver((_, _) =>
        {
            clock.Advance(40);
            throw new SocketException((int)SocketError.TryAgain);
        }));

        var outcome = await client.PostAsync($"http://{Name}:{receiver.Port}/");

        Assert.Equal((AttemptError.Dns, new AttemptTimes(Ms(40), null, null, null)), (outcome.Error, outcome.Times));
    }

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private ScriptedResolver Slow(int milliseconds) => new((_, _) =>
    {
        clock.Advance(milliseconds);
        return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    });

    private OutboundClient Client(INameResolver resolver) =>
        Clients.Create(resolver, options => options.AllowedPorts = [receiver.Port], time: clock);

    private sealed class HandClock : TimeProvider
    {
        private long milliseconds = 1_000;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Interlocked.Read(ref milliseconds);

        public void Advance(int by) => Interlocked.Add(ref milliseconds, by);
    }
}
