using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace TaskHub.Tests.Faults;

/// <summary>A request that has arrived whole.</summary>
/// <param name="Hook">The path that it was posted to.</param>
/// <param name="Number">Its place among all arrivals.</param>
/// <param name="Life">Which life of the hub sent it: the first is 0, and each kill ends one.</param>
/// <param name="At">When it had arrived.</param>
/// <param name="Attempt">The number of the attempt, as its header says.</param>
/// <param name="Accepted">Whether the receiver means to answer 200.</param>
internal sealed record Arrival(string Hook, int Number, int Life, DateTimeOffset At, int Attempt, bool Accepted);

/// <summary>
/// A receiver for hundreds of thousands of requests: it keeps who arrived when and what it meant to answer, checks each signature, and
/// forgets the bodies.
/// </summary>
internal sealed class CountingReceiver : IAsyncDisposable
{
    /// <summary>Answers at once.</summary>
    public const string Quick = "quick";

    /// <summary>Thinks before it answers.</summary>
    public const string Slow = "slow";

    /// <summary>Refuses some of what arrives.</summary>
    public const string Moody = "moody";

    private const int MoodyRefusesEach = 16;
    private static readonly TimeSpan SlowThinks = TimeSpan.FromMilliseconds(40);

    private readonly WebApplication app;
    private readonly byte[] key;
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Arrival>> arrivals = new(StringComparer.Ordinal);
    private volatile Wanted? wanted;
    private TaskCompletionSource quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int connections;
    private int count;
    private int bad;

    private CountingReceiver(WebApplication app, byte[] key) => (this.app, this.key) = (app, key);

    public string Url { get; private set; } = "";

    /// <summary>The life of the hub that is running; the driver counts it up after each kill.</summary>
    public int Life { get; set; }

    /// <summary>Requests whose signature did not verify.</summary>
    public int BadSignatures => Volatile.Read(ref bad);

    public int Count => Volatile.Read(ref count);

    /// <summary>Called with the number of each arrival before it is answered.</summary>
    public Action<int>? Arrived { get; set; }

    /// <summary>Decides by path and attempt whether a request is accepted; without it only the moody one refuses anything.</summary>
    public Func<string, int, bool>? Accepts { get; set; }

    /// <summary>Awaited with each arrival before it is answered.</summary>
    public Func<Arrival, Task>? Holds { get; set; }

    /// <summary>Asked when a request has begun: true takes a part of its body and drops it.</summary>
    public Func<string, bool>? Drops { get; set; }

    /// <summary>Everything that has arrived, by <c>webhook-id</c>, in the order of arrival.</summary>
    public IReadOnlyDictionary<string, ConcurrentQueue<Arrival>> Arrivals => arrivals;

    /// <param name="secret">The secret of all webhooks that post here.</param>
    public static async Task<CountingReceiver> StartAsync(string secret)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        CountingReceiver? receiver = null;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Use(
            next => connection => receiver!.ConnectedAsync(next, connection))));
        receiver = new CountingReceiver(builder.Build(), Convert.FromBase64String(secret["whsec_".Length..]));
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        receiver.Url = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";
        return receiver;
    }

    /// <summary>Waits until each of these deliveries has been accepted once, or until nothing has arrived for a while.</summary>
    public async Task AcceptedAsync(IEnumerable<string> deliveries, TimeSpan patience)
    {
        var wait = new Wanted(deliveries);
        wanted = wait;
        foreach (var (id, all) in arrivals)
        {
            if (all.Any(arrival => arrival.Accepted))
            {
                wait.Strike(id);
            }
        }

        for (var before = -1; before != Count && !wait.Over.Task.IsCompleted;)
        {
            before = Count;
            await wait.Over.Task.WaitAsync(patience, TimeProvider.System, TestContext.Current.CancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits until nobody is connected: what a process sent that has died has then arrived, or never will.</summary>
    public async Task QuietAsync()
    {
        while (Volatile.Read(ref connections) > 0)
        {
            await quiet.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ConnectedAsync(ConnectionDelegate next, ConnectionContext connection)
    {
        if (Interlocked.Increment(ref connections) == 1)
        {
            quiet = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        try
        {
            await next(connection);
        }
        finally
        {
            if (Interlocked.Decrement(ref connections) == 0)
            {
                quiet.TrySetResult();
            }
        }
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var hook = context.Request.Path.Value!.Trim('/');
        if (Drops?.Invoke(hook) == true)
        {
            _ = await context.Request.Body.ReadAtLeastAsync(new byte[1024], 1024, throwOnEndOfStream: false, context.RequestAborted);
            context.Abort();
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        var id = headers["webhook-id"].ToString();
        if (!Verifies(id, headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), body.ToArray()))
        {
            Interlocked.Increment(ref bad);
        }

        if (headers["webhook-event"] == "test")
        {
            return;
        }

        var number = Interlocked.Increment(ref count);
        var attempt = int.Parse(headers["webhook-attempt"].ToString(), CultureInfo.InvariantCulture);
        var accepted = Accepts?.Invoke(hook, attempt) ?? (hook != Moody || number % MoodyRefusesEach != 0);
        var arrival = new Arrival(hook, number, Life, TimeProvider.System.GetUtcNow(), attempt, accepted);
        arrivals.GetOrAdd(id, _ => new()).Enqueue(arrival);
        Arrived?.Invoke(number);
        if (accepted)
        {
            wanted?.Strike(id);
        }

        if (Holds is { } hold)
        {
            await hold(arrival).WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (hook == Slow)
        {
            await Task.Delay(SlowThinks, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Response.StatusCode = accepted ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }

    private bool Verifies(string id, string timestamp, string signature, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(key, signed);
        return signature == $"v1,{Convert.ToBase64String(expected)}";
    }

    private sealed class Wanted(IEnumerable<string> ids)
    {
        private readonly HashSet<string> left = [.. ids];

        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Strike(string id)
        {
            lock (left)
            {
                left.Remove(id);
                if (left.Count == 0)
                {
                    Over.TrySetResult();
                }
            }
        }
    }
}
