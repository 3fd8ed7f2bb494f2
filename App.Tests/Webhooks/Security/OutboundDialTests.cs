using System.Net;
using System.Net.Sockets;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>Where the client connects to, and where it does not, whatever a name service says.</summary>
public sealed class OutboundDialTests : IAsyncLifetime
{
    private Receiver receiver = null!;

    private string NamedUrl => $"http://receiver.example.com:{receiver.Port}/hook";

    public async ValueTask InitializeAsync() => receiver = await Receiver.StartAsync();

    public ValueTask DisposeAsync() => receiver.DisposeAsync();

    [Fact]
    public async Task A_name_is_dialled_at_the_address_that_was_checked()
    {
        using var client = Client(new ScriptedResolver([["127.0.0.1"]]));

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal($"receiver.example.com:{receiver.Port}", Assert.Single(receiver.Requests)["Host"]);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("127.0.0.1", "10.0.0.1")]
    [InlineData("10.0.0.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "fd00::1")]
    public async Task One_refused_address_refuses_the_name(params string[] addresses)
    {
        using var client = Client(new ScriptedResolver([addresses]));

        var outcome = await client.PostAsync(NamedUrl);

        Assert.Equal(AttemptError.RefusedAddress, outcome.Error);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_name_that_turns_to_a_refused_address_between_two_attempts_is_refused()
    {
        receiver.AnswerWith(new Answer { Headers = new Dictionary<string, string> { ["Connection"] = "close" } });
        using var client = Client(new ScriptedResolver(["127.0.0.1"], ["10.0.0.1"]));

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(NamedUrl)).Error);
        Assert.Single(receiver.Requests);
    }

    [Fact]
    public async Task A_kept_connection_asks_no_name_service_again()
    {
        var resolver = new ScriptedResolver(["127.0.0.1"], ["10.0.0.1"]);
        using var client = Client(resolver);

        await client.PostAsync(NamedUrl);

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal(1, resolver.Asked);
    }

    [Fact]
    public async Task A_name_service_that_fails_or_knows_nothing_is_a_failure()
    {
        using var failing = Client(new ScriptedResolver((_, _) => throw new SocketException((int)SocketError.TryAgain)));
        using var empty = Client(new ScriptedResolver([[]]));

        Assert.Equal(AttemptError.Dns, (await failing.PostAsync(NamedUrl)).Error);
        Assert.Equal(AttemptError.Dns, (await empty.PostAsync(NamedUrl)).Error);
    }

    [Fact]
    public async Task A_name_service_that_never_answers_is_too_slow()
    {
        using var client = Clients.Create(
            new ScriptedResolver(async (_, cancel) => await new TaskCompletionSource<IPAddress[]>().Task.WaitAsync(cancel)),
            options => (options.Timeout, options.AllowedPorts) = (TimeSpan.FromMilliseconds(300), [receiver.Port]));

        Assert.Equal(AttemptError.Timeout, (await client.PostAsync(NamedUrl)).Error);
    }

    [Fact]
    public async Task The_next_address_is_tried_when_nobody_listens_at_the_first()
    {
        using var client = Client(new ScriptedResolver([["127.0.0.99", "127.0.0.1"]]));

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
    }

    [Fact]
    public async Task Localhost_is_this_machine_without_asking_and_only_where_it_is_opened()
    {
        var resolver = new ScriptedResolver([["8.8.8.8"]]);
        using var client = Clients.Create(resolver, options => options.AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")]);

        Assert.True((await client.PostAsync($"http://localhost:{receiver.Port}/")).IsSuccess);
        Assert.Equal(0, resolver.Asked);
    }

    [Fact]
    public async Task The_text_is_judged_at_every_send()
    {
        using var client = Clients.Create(change: options => options.AllowedNetworks = []);

        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(receiver.Url)).Error);
        Assert.Empty(receiver.Requests);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var proxy = await Receiver.StartAsync();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyForOneHost("proxied.example.com", new Uri(proxy.Url));
        try
        {
            var url = $"http://proxied.example.com:{receiver.Port}/";
            using var client = Client(new ScriptedResolver([["127.0.0.1"]]));
            using var naive = new HttpClient();

            Assert.True((await client.PostAsync(url)).IsSuccess);
            Assert.Empty(proxy.Requests);
            await naive.GetAsync(url, TestContext.Current.CancellationToken);
            Assert.Single(proxy.Requests);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    private OutboundClient Client(INameResolver resolver) =>
        Clients.Create(resolver, options => options.AllowedPorts = [receiver.Port]);

    // What the environment variables become in .NET, but for one name only, because other tests run beside this one.
    private sealed class ProxyForOneHost(string host, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

        public bool IsBypassed(Uri destination) => destination.Host != host;
    }
}
