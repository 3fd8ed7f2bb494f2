using System.Collections.Concurrent;

namespace TaskHub.Live;

/// <summary>
/// Topic signals from a commit to the open pages. A signal carries a topic and never data: a page that hears it re-reads through its verb,
/// so a signal can leak nothing and may be lost without harm.
/// </summary>
public sealed partial class LiveTopics(TimeProvider time, ILogger<LiveTopics> log)
{
    /// <summary>The shortest time between two looks of one subscriber.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider time = time;
    private readonly ILogger<LiveTopics> log = log;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Subscription, bool>> subscribers = new();

    /// <summary>
    /// Calls <paramref name="look"/> soon after a signal to any of <paramref name="topics"/>: at once the first time, then at most once in
    /// <see cref="Pause"/>, never twice at a time, and never not at all. Dispose what it returns to stop.
    /// </summary>
    public IDisposable Subscribe(IReadOnlyCollection<string> topics, Func<Task> look)
    {
        var subscription = new Subscription(this, [.. topics], look);
        foreach (var topic in subscription.Topics)
        {
            subscribers.GetOrAdd(topic, _ => new())[subscription] = true;
        }

        return subscription;
    }

    public void Signal(IEnumerable<string> topics)
    {
        foreach (var topic in topics)
        {
            if (subscribers.TryGetValue(topic, out var waiting))
            {
                foreach (var subscription in waiting.Keys)
                {
                    subscription.Nudge();
                }
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        foreach (var topic in subscription.Topics)
        {
            if (subscribers.TryGetValue(topic, out var waiting))
            {
                waiting.TryRemove(subscription, out _);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A page failed to look again after a signal")]
    private partial void LookFailed(Exception exception);

    private sealed class Subscription(LiveTopics owner, string[] topics, Func<Task> look) : IDisposable
    {
        // 0: idle; 1: a look is under way or its pause is; 2: the same, and another signal came meanwhile.
        private int state;
        private volatile bool disposed;

        public string[] Topics => topics;

        public void Nudge()
        {
            while (true)
            {
                switch (Volatile.Read(ref state))
                {
                    case 0 when Interlocked.CompareExchange(ref state, 1, 0) == 0:
                        _ = Task.Run(LoopAsync);
                        return;
                    case 1 when Interlocked.CompareExchange(ref state, 2, 1) == 1:
                    case 2:
                        return;
                }
            }
        }

        public void Dispose()
        {
            disposed = true;
            owner.Remove(this);
        }

        private async Task LoopAsync()
        {
            do
            {
                Interlocked.Exchange(ref state, 1);
                if (disposed)
                {
                    return;
                }

                try
                {
                    await look();
                }
                catch (Exception e) when (disposed || e is ObjectDisposedException)
                {
                    return;
                }
                catch (Exception e)
                {
                    owner.LookFailed(e);
                }

                await Task.Delay(Pause, owner.time);
            }
            while (Interlocked.CompareExchange(ref state, 0, 1) == 2);
        }
    }
}

/// <summary>The names of the topics.</summary>
public static class Topic
{
    public const string Deliveries = "deliveries";

    public static string Organization(long id) => $"organization:{id}";

    public static string Project(long id) => $"project:{id}";

    /// <summary>The names and colors of a project's labels.</summary>
    public static string Labels(long projectId) => $"labels:{projectId}";

    public static string Task(long id) => $"task:{id}";

    public static string Webhooks(long organizationId) => $"webhooks:{organizationId}";

    public static string Webhook(long id) => $"webhook:{id}";

    public static string Person(long id) => $"person:{id}";
}
