using System.Collections.Concurrent;
using System.Globalization;

namespace TaskHub.Tests.Faults;

/// <summary>A <see cref="DeliveryProcess"/> as seen from the test that kills it.</summary>
internal sealed class KillableHub : IDisposable
{
    /// <summary>The exit code of a process that signal 9 has ended.</summary>
    public const int Killed = 128 + 9;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> said = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> trouble = new();
    private HubProcess process = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The tasks whose creation it has acknowledged.</summary>
    public ConcurrentDictionary<long, bool> Acknowledged { get; } = new();

    /// <summary>Called after each of them.</summary>
    public Action? OnAcknowledged { get; set; }

    /// <summary>When it was ready to serve.</summary>
    public DateTimeOffset ReadyAt { get; private set; }

    public DateTimeOffset StartedAt => process.StartedAt;

    /// <param name="folder">Its data folder.</param>
    /// <param name="arguments">Further settings.</param>
    /// <param name="armed">The point at which it is to die, from its start on.</param>
    /// <param name="wrapper">See <see cref="HubProcess.Start"/>.</param>
    public static KillableHub Start(string folder, IEnumerable<string>? arguments = null, string? armed = null, IReadOnlyList<string>? wrapper = null)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(KillableHub).Assembly.Location,
            [DeliveryProcess.Variable] = "1",
            ["DOTNET_TieredPGO"] = "0",

            // Its code pages are files in memory, which a limit on the size of files would bound too.
            ["DOTNET_EnableWriteXorExecute"] = "0",
        };
        if (armed is not null)
        {
            environment[KillSwitch.Variable] = armed;
        }

        var hub = new KillableHub();
        hub.process = HubProcess.Start(
            ["--TaskHub:DataPath", folder, .. arguments ?? []], program: typeof(KillableHub).Assembly.Location, environment: environment,
            heard: hub.Hear, wrapper: wrapper);
        return hub;
    }

    public Task ReadyAsync() => SaysAsync("ready");

    /// <summary>Tells it something and waits for the answer that begins with this word.</summary>
    public Task<string> AskAsync(string line, string answer)
    {
        said[answer] = NewAnswer();
        process.Tell(line);
        return SaysAsync(answer);
    }

    /// <summary>Has it make a task; see <see cref="Acknowledged"/>.</summary>
    public void Create(long task, int descriptionLength = 0) =>
        process.Tell(string.Create(CultureInfo.InvariantCulture, $"create {task} {descriptionLength}"));

    public void Strike() => process.Strike();

    /// <summary>Waits until it is dead.</summary>
    public async Task<int> EndedAsync()
    {
        try
        {
            return await process.EndedAsync(Cancel);
        }
        catch (TimeoutException e)
        {
            throw new InvalidOperationException($"It does not end. It wrote:\n{process.Log}", e);
        }
    }

    /// <summary>Asks it to end in order, and returns its exit code.</summary>
    public Task<int> StopAsync() => process.StopAsync(Cancel);

    /// <summary>What it said that nobody expects of it.</summary>
    public IReadOnlyCollection<string> Trouble => trouble;

    public string Log => process.Log;

    public void Dispose() => process.Dispose();

    /// <summary>Waits for a line that begins with this word.</summary>
    public async Task<string> SaysAsync(string word)
    {
        var answer = said.GetOrAdd(word, _ => NewAnswer()).Task;
        try
        {
            await Task.WhenAny(answer, process.Over).WaitAsync(Patience, TimeProvider.System, Cancel);
        }
        catch (TimeoutException)
        {
            // Told below.
        }

        return answer.IsCompleted ? await answer : throw new InvalidOperationException($"It did not say {word}. It wrote:\n{process.Log}");
    }

    private void Hear(string line)
    {
        var words = line.Split(' ', 2);
        switch (words[0])
        {
            case "created":
                Acknowledged[long.Parse(words[1], CultureInfo.InvariantCulture)] = true;
                OnAcknowledged?.Invoke();
                break;
            case "ready" or "armed" or "webhook" or "enabled" or "drained" or "held" or "memory" or "stopped":
                ReadyAt = words[0] == "ready" ? TimeProvider.System.GetUtcNow() : ReadyAt;
                said.GetOrAdd(words[0], _ => NewAnswer()).TrySetResult(line);
                break;
            case "refused":
                break;
            default:
                trouble.Enqueue(line);
                said.GetOrAdd(words[0], _ => NewAnswer()).TrySetResult(line);
                break;
        }
    }

    private static TaskCompletionSource<string> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
