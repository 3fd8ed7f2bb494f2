using System.Collections.Concurrent;

namespace TaskHub.Tests.Faults;

/// <summary>Counts one kind of fault while its driver works. An injection counts once, when its outcome has been judged.</summary>
internal sealed class Tally(FaultKind kind)
{
    private readonly ConcurrentQueue<string> wrong = new();
    private int injections;

    public FaultKind Kind => kind;

    public int Injections => Volatile.Read(ref injections);

    /// <summary>Changes that were acknowledged, or events that were committed.</summary>
    public int Acknowledged { get; set; }

    /// <summary>Deliveries that arrived.</summary>
    public int Delivered { get; set; }

    /// <summary>Deliveries, or acknowledged changes, that are not where they must be.</summary>
    public int Lost { get; set; }

    /// <summary>Deliveries that were accepted more than once: they were in flight when it happened.</summary>
    public int Duplicated { get; set; }

    /// <summary>A figure worth telling.</summary>
    public string Note { get; set; } = "";

    public IReadOnlyCollection<string> Wrong => wrong;

    /// <summary>One more injection, whose outcome is known.</summary>
    public void Judged() => Interlocked.Increment(ref injections);

    public void Expect(bool holds, Func<string> what)
    {
        if (!holds)
        {
            wrong.Enqueue(what());
        }
    }
}
