using TaskHub.Events;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    private readonly List<Action> afterCommit = [];

    /// <summary>Whether this context was handed out by the write gate, which alone may write.</summary>
    internal bool InGate => Gate is not null;

    /// <summary>The statements of the write gate, while this context is in it.</summary>
    internal GateStatements? Gate { get; set; }

    /// <summary>Events recorded in this unit of work and not saved yet, in the order in which they happened.</summary>
    internal List<Event> Recorded { get; } = [];

    /// <summary>Topics whose pages must look again once this unit of work has been committed.</summary>
    internal HashSet<string> Topics { get; } = [];

    /// <summary>Goes back to the pool of contexts, and takes nothing of its unit of work along.</summary>
    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    /// <summary>Asks the pages that watch <paramref name="topic"/> to look again after the commit, and only then.</summary>
    public void Signal(string topic) => Topics.Add(topic);

    /// <summary>Runs <paramref name="action"/> after the commit. It must be quick and must not fail; a crash may skip it.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>What is to run now that it has been committed.</summary>
    internal IReadOnlyList<Action> TakeAfterCommit() => [.. afterCommit];

    private void Forget()
    {
        Gate = null;
        Recorded.Clear();
        Topics.Clear();
        afterCommit.Clear();
    }

    /// <summary>
    /// Reserves <paramref name="count"/> ids of <typeparamref name="TEntity"/> and returns the first. Ids are made before the save,
    /// because the payload of an event names them, and are never given twice, not even after the newest row was deleted.
    /// </summary>
    public Task<long> NextIdAsync<TEntity>(int count = 1, CancellationToken cancel = default)
        where TEntity : class
    {
        cancel.ThrowIfCancellationRequested();
        return Gate is null
            ? throw new InvalidOperationException("Ids are reserved inside the write gate only.")
            : Task.FromResult(Gate.NextId(typeof(TEntity).Name, count) - count + 1);
    }
}

/// <summary>The highest id given to one kind of entity.</summary>
public sealed class Counter
{
    public required string Name { get; init; }
    public long Value { get; set; }
}
