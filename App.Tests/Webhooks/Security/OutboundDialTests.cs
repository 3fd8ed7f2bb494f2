using System.Net;
using System.Net.Sockets;
using TaskHub.Tests.Fakes;
using TaskHub.Webhooks.Security;

namespace TaskHub.Tests.Webhooks.Security;

/// <summary>
/// Where the client connects to, and where it does not, whatever a name service says. Of this machine only 127.0.0.1 is opened, and stands
/// for the public internet; at 127.0.0.2, which stands for what is private, somebody listens as well and must never be called.
/// </summary>
public sealed class OutboundDialTests : IAsyncLifetime
{
    private const string Public = "127.0.0.1";
    private const string Private = "127.0.0.2";

    private Receiver receiver = null!;
    private TcpListener inside = null!;

    private string NamedUrl => $"http://receiver.example.com:{receiver.Port}/hook";

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.StartAsync();
        inside = new TcpListener(IPAddress.Parse(Private), receiver.Port);
        inside.Start();
    }

    public async ValueTask DisposeAsync()
    {
        var wasCalled = inside.Pending();
        inside.Dispose();
        await receiver.DisposeAsync();
        Assert.False(wasCalled, "The private address was dialled.");
    }

    [Fact]
    public async Task A_name_is_dialled_at_the_address_that_was_checked()
    {
        using var client = Client(new ScriptedResolver([[Public]]));

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal($"receiver.example.com:{receiver.Port}", Assert.Single(receiver.Requests)["Host"]);
    }

    [Theory, Trait(Behaviours.Number, "01")]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.HostNotFound)]
    [InlineData(SocketError.NoRecovery)]
    [InlineData(SocketError.Success)]
    public async Task A_name_service_that_fails_is_a_failure_and_never_a_way_around(SocketError error)
    {
        var resolver = new ScriptedResolver((_, _) => throw (error == SocketError.Success ? new InvalidOperationException("Broken") : new SocketException((int)error)));
        using var client = Client(resolver);

        Assert.Equal(AttemptError.Dns, (await client.PostAsync(NamedUrl)).Error);
        Assert.Equal(1, resolver.Asked);
        Assert.Empty(receiver.Requests);
    }

    [Fact, Trait(Behaviours.Number, "02")]
    public async Task A_name_without_addresses_is_a_failure()
    {
        using var client = Client(new ScriptedResolver([[]]));

        Assert.Equal(AttemptError.Dns, (await client.PostAsync(NamedUrl)).Error);
        Assert.Empty(receiver.Requests);
    }

    [Fact, Trait(Behaviours.Number, "03")]
    public async Task A_name_service_that_never_answers_is_too_slow()
    {
        using var client = Client(
            new ScriptedResolver(async (_, cancel) => await new TaskCompletionSource<IPAddress[]>().Task.WaitAsync(cancel)),
            timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal(AttemptError.Timeout, (await client.PostAsync(NamedUrl)).Error);
        Assert.Empty(receiver.Requests);
    }

    [Theory, Trait(Behaviours.Number, "04")]
    [InlineData(Private, Public)]
    [InlineData("10.0.0.1", Public)]
    [InlineData(Public, "8.8.8.8", "169.254.169.254")]
    [InlineData("::ffff:10.0.0.1", Public)]
    public Task Public_and_private_addresses_mixed_are_refused(params string[] addresses) => RefusedAsync(addresses);

    [Fact, Trait(Behaviours.Number, "05")]
    public Task A_second_record_that_is_private_refuses_the_first() => RefusedAsync(Public, Private);

    [Theory, Trait(Behaviours.Number, "06")]
    [InlineData("fd00::1")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:127.0.0.2")]
    [InlineData("64:ff9b::7f00:2")]
    public Task A_private_IPv6_address_refuses_the_public_IPv4_one(string address) => RefusedAsync(Public, address);

    [Fact, Trait(Behaviours.Number, "07")]
    public async Task A_name_that_turns_inside_between_two_attempts_is_refused()
    {
        receiver.AnswerWith(new Answer { Headers = new Dictionary<string, string> { ["Connection"] = "close" } });
        using var client = Client(new ScriptedResolver([Public], [Private]));

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(NamedUrl)).Error);
        Assert.Single(receiver.Requests);
    }

    [Fact, Trait(Behaviours.Number, "09")]
    public async Task A_chain_of_aliases_is_judged_by_where_it_ends()
    {
        var zone = new Dictionary<string, string>
        {
            ["receiver.example.com"] = "edge.example.net",
            ["edge.example.net"] = "metadata.google.internal",
            ["metadata.google.internal"] = Private,
        };
        var resolver = new ZoneResolver(zone);
        using var client = Client(resolver);

        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(NamedUrl)).Error);
        Assert.Equal(3, resolver.Followed);

        zone["metadata.google.internal"] = Public;
        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
    }

    [Fact]
    public async Task A_kept_connection_asks_no_name_service_again()
    {
        var resolver = new ScriptedResolver([Public], ["10.0.0.1"]);
        using var client = Client(resolver);

        await client.PostAsync(NamedUrl);

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
        Assert.Equal(1, resolver.Asked);
    }

    // So that what is kept does not outlive for long what its name has come to mean.
    [Fact]
    public void A_connection_is_kept_for_two_minutes_at_most()
    {
        var options = Guards.Published;
        using var handler = OutboundHandler.Create(options, Guards.Policy(options), new ScriptedResolver([[]]), trust: null);

        Assert.InRange(handler.PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(2));
        Assert.InRange(handler.PooledConnectionIdleTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task The_next_address_is_tried_when_nobody_listens_at_the_first()
    {
        using var client = Clients.Create(new ScriptedResolver([["127.0.0.99", Public]]), options => options.AllowedPorts = [receiver.Port]);

        Assert.True((await client.PostAsync(NamedUrl)).IsSuccess);
    }

    [Fact]
    public async Task Localhost_is_this_machine_without_asking_and_only_where_it_is_opened()
    {
        var resolver = new ScriptedResolver([["8.8.8.8"]]);
        using var client = Client(resolver);

        Assert.True((await client.PostAsync($"http://localhost:{receiver.Port}/")).IsSuccess);
        Assert.Equal(0, resolver.Asked);
    }

    [Fact]
    public async Task The_text_is_judged_at_every_send()
    {
        // Each of these would be delivered if only its address were looked at.
        var resolver = new ScriptedResolver([[Public]]);
        using var client = Clients.Create(resolver, options => options.AllowedPorts = [80]);
        string[] refused = [NamedUrl, $"http://ada@localhost:{receiver.Port}/", $"http://127.1:{receiver.Port}/", $"http://localhost:{receiver.Port}/#x"];

        foreach (var url in refused)
        {
            Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(url)).Error);
        }

        Assert.Equal(0, resolver.Asked);
        Assert.Empty(receiver.Requests);
    }

    [Fact, Trait(Behaviours.Number, "10")]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var proxy = await Receiver.StartAsync();
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new ProxyForOneHost("proxied.example.com", new Uri(proxy.Url));
        try
        {
            var url = $"http://proxied.example.com:{receiver.Port}/";
            using var client = Client(new ScriptedResolver([[Public]]));
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

    [Theory, Trait(Behaviours.Number, "24")]
    [InlineData("169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("127.0.0.1", "100.100.100.200")]
    public async Task Networks_that_are_opened_do_not_open_the_metadata_of_a_cloud(params string[] addresses)
    {
        using var client = Clients.Create(new ScriptedResolver([addresses]), options =>
        {
            options.AllowedNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")];
            options.AllowedPorts = [receiver.Port];
        });

        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync(NamedUrl)).Error);
        Assert.Equal(AttemptError.RefusedAddress, (await client.PostAsync($"http://169.254.169.254:{receiver.Port}/latest/meta-data/")).Error);
        Assert.Empty(receiver.Requests);
    }

    private async Task RefusedAsync(params string[] addresses)
    {
        using var client = Client(new ScriptedResolver([addresses]));

        var outcome = await client.PostAsync(NamedUrl);

        Assert.Equal((AttemptError.RefusedAddress, default(AttemptTimes)), (outcome.Error, outcome.Times));
        Assert.Empty(receiver.Requests);
    }

    private OutboundClient Client(INameResolver resolver, TimeSpan? timeout = null) => Clients.Create(resolver, options =>
    {
        options.AllowedNetworks = [IPNetwork.Parse($"{Public}/32")];
        options.AllowedPorts = [receiver.Port];
        options.Timeout = timeout ?? options.Timeout;
    });

    // Follows aliases as a name service does, and answers with the addresses at their end.
    private sealed class ZoneResolver(IReadOnlyDictionary<string, string> zone) : INameResolver
    {
        public int Followed { get; private set; }

        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        {
            Followed = 0;
            while (zone.TryGetValue(host, out var next))
            {
                (host, Followed) = (next, Followed + 1);
            }

            return Task.FromResult<IPAddress[]>([IPAddress.Parse(host)]);
        }
    }

    // What the environment variables become in .NET, but for one name only, because other tests run beside this one.
    private sealed class ProxyForOneHost(string host, Uri proxy) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : proxy;

        public bool IsBypassed(Uri destination) => destination.Host != host;
    }
}
