using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace TaskHub.Tests.Fakes;

/// <summary>
/// A real HTTP receiver on this machine. It records every request before it answers, and answers what its test says; a
/// request that is recorded has arrived whole.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<ReceivedRequest> requests = [];
    private readonly List<Wait> waits = [];
    private readonly CancellationTokenSource closing = new();
    private volatile Func<ReceivedRequest, Answer> answers = _ => Answer.Ok;

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>The address with a trailing slash; append any path.</summary>
    public string Url { get; private set; } = "";

    public int Port => new Uri(Url).Port;

    /// <summary>All that has arrived, in the order in which it had arrived whole.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <param name="port">0 for any free one; a number to come back where an earlier receiver was.</param>
    public static async Task<Receiver> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        var receiver = new Receiver(builder.Build());
        receiver.app.Run(receiver.ReceiveAsync);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        var address = receiver.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        receiver.Url = address + "/";
        return receiver;
    }

    /// <summary>Answers everything from now on the same way.</summary>
    public void AnswerWith(Answer answer) => AnswerWith(_ => answer);

    /// <summary>Answers everything from now on with this status.</summary>
    public void AnswerWith(int status) => AnswerWith(Answer.Of(status));

    /// <summary>Decides for each request from now on. It may be asked by several at a time.</summary>
    public void AnswerWith(Func<ReceivedRequest, Answer> decide) => answers = decide;

    /// <summary>Waits until so many requests have arrived since the start, those before the call included; returns all so far.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForAsync(int count, TimeSpan? timeout = null)
    {
        await WaitAsync(all => all.Count >= count, $"{count} requests", timeout);
        return Requests;
    }

    /// <summary>Waits for the first request like this, which may have arrived before the call.</summary>
    public async Task<ReceivedRequest> WaitForAsync(Func<ReceivedRequest, bool> wanted, TimeSpan? timeout = null)
    {
        await WaitAsync(all => all.Any(wanted), "a certain request", timeout);
        return Requests.First(wanted);
    }

    /// <summary>Waits until so many requests like this have arrived, those before the call included; returns them.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> WaitForAsync(int count, Func<ReceivedRequest, bool> wanted, TimeSpan? timeout = null)
    {
        await WaitAsync(all => all.Count(wanted) >= count, $"{count} requests of a certain kind", timeout);
        return [.. Requests.Where(wanted)];
    }

    /// <summary>Stops listening and cuts what still waits for an answer; the port is free again.</summary>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await app.DisposeAsync();
        closing.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var arrivedAt = TimeProvider.System.GetUtcNow();
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = Record(context.Request, arrivedAt, body.ToArray());
        var answer = answers(request);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closing.Token);
        try
        {
            await Task.Delay(answer.Delay, TimeProvider.System, over.Token);
            await answer.Until.WaitAsync(over.Token);
            await WriteAsync(context, answer, over.Token);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static Task WriteAsync(HttpContext context, Answer answer, CancellationToken cancellationToken)
    {
        if (answer.Writes is { } write)
        {
            return write(context);
        }

        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        return answer.Body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(answer.Body, cancellationToken);
    }

    private ReceivedRequest Record(HttpRequest request, DateTimeOffset arrivedAt, byte[] body)
    {
        var headers = request.Headers
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value!), StringComparer.OrdinalIgnoreCase);
        var path = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        lock (gate)
        {
            var received = new ReceivedRequest(requests.Count + 1, arrivedAt, request.Method, path, headers, body);
            requests.Add(received);
            foreach (var wait in waits.Where(wait => wait.IsOver(requests)))
            {
                wait.Over.TrySetResult();
            }

            return received;
        }
    }

    private async Task WaitAsync(Func<IReadOnlyList<ReceivedRequest>, bool> isOver, string what, TimeSpan? timeout)
    {
        var wait = new Wait(isOver, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            if (isOver(requests))
            {
                return;
            }

            waits.Add(wait);
        }

        try
        {
            await wait.Over.Task.WaitAsync(timeout ?? Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited in vain for {what}. Arrived:\n{string.Join('\n', Requests)}");
        }
        finally
        {
            lock (gate)
            {
                waits.Remove(wait);
            }
        }
    }

    private sealed record Wait(Func<IReadOnlyList<ReceivedRequest>, bool> IsOver, TaskCompletionSource Over);
}
