using System.Collections.Concurrent;
using System.Diagnostics;

namespace TaskHub.Bench.Delivery;

/// <summary>What arrived under one path: how many, and the machine-wide clock at the first and the last.</summary>
internal sealed class Arrivals
{
    private long count;
    private long first;
    private long last;

    public long Count => Interlocked.Read(ref count);

    public long First => Interlocked.Read(ref first);

    public long Last => Interlocked.Read(ref last);

    public ConcurrentDictionary<string, long> Seen { get; } = new();

    public void Add(string? mark)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref first, now, 0);
        Interlocked.Exchange(ref last, now);
        Interlocked.Increment(ref count);
        if (mark is not null)
        {
            Seen.TryAdd(mark, now);
        }
    }
}

/// <summary>The counts as the benchmark reads them.</summary>
internal sealed record ArrivalCounts(long Count, long First, long Last);

/// <summary>
/// The receiver of every contender: reads the body, counts, answers 200. Paths that begin with <c>/hang</c> never answer, those with
/// <c>/fail</c> answer 500; below <c>/mark</c> it notes when each task's event arrived.
/// </summary>
internal static class ReceiverProcess
{
    public static async Task<int> RunAsync(int port)
    {
        var arrivals = new ConcurrentDictionary<string, Arrivals>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        app.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            if (context.Request.Method == "GET")
            {
                var name = context.Request.Query["of"].ToString();
                var found = arrivals.GetOrAdd(name, _ => new Arrivals());
                await (path switch
                {
                    "/marks" => context.Response.WriteAsJsonAsync(found.Seen),
                    _ => context.Response.WriteAsJsonAsync(new ArrivalCounts(found.Count, found.First, found.Last)),
                });
                return;
            }

            var family = path.Split('/')[1];
            var body = context.Request.Body;
            string? mark = null;
            if (family.StartsWith("mark", StringComparison.Ordinal))
            {
                using var reader = new StreamReader(body);
                mark = await reader.ReadToEndAsync();
            }
            else
            {
                await body.CopyToAsync(Stream.Null);
            }

            arrivals.GetOrAdd(family, _ => new Arrivals()).Add(mark);
            if (family.StartsWith("hang", StringComparison.Ordinal))
            {
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            context.Response.StatusCode = family.StartsWith("fail", StringComparison.Ordinal) ? 500 : 200;
        });
        await app.RunAsync();
        return 0;
    }
}

/// <summary>The receiver as the benchmark sees it.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http;

    private Receiver(Process process, int port)
    {
        this.process = process;
        Url = $"http://127.0.0.1:{port}";
        http = new HttpClient { BaseAddress = new Uri(Url) };
    }

    public string Url { get; }

    public static async Task<Receiver> StartAsync(int port)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["receiver", $"{port}"]) { RedirectStandardOutput = true };
        var receiver = new Receiver(Process.Start(start)!, port);
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                await receiver.CountAsync("start");
                return receiver;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("The receiver did not start.");
    }

    public async Task<ArrivalCounts> CountAsync(string family) =>
        (await http.GetFromJsonAsync<ArrivalCounts>($"/count?of={family}"))!;

    public async Task<Dictionary<string, long>> MarksAsync(string family) =>
        (await http.GetFromJsonAsync<Dictionary<string, long>>($"/marks?of={family}"))!;

    /// <summary>Waits until so many arrived and returns their rate per second, from the first to the last.</summary>
    public async Task<double> RateAsync(string family, long count, TimeSpan patience)
    {
        var deadline = Stopwatch.GetTimestamp();
        while (true)
        {
            var seen = await CountAsync(family);
            if (seen.Count >= count)
            {
                return seen.Count / Stopwatch.GetElapsedTime(seen.First, seen.Last).TotalSeconds;
            }

            if (Stopwatch.GetElapsedTime(deadline) > patience)
            {
                throw new TimeoutException($"{seen.Count} of {count} arrived under {family}.");
            }

            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        process.Kill();
        process.Dispose();
        http.Dispose();
    }
}
