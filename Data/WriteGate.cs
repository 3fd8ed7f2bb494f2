using System.Data.Common;
using System.Diagnostics;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

/// <summary>
/// The one entry for every write: a unit of work at a time, in one transaction that takes the write lock at its start. Two SQLite writers
/// that poll each other's lock wait up to 150 ms; a queue in front of one writer waits microseconds (measured).
/// </summary>
public sealed class WriteGate(IDbContextFactory<AppDbContext> contexts, IServiceProvider services) : IDisposable
{
    private static readonly ActivitySource Source = new("TaskHub");
    private static readonly TimeSpan LastWait = TimeSpan.FromSeconds(10);
    private static readonly AsyncLocal<bool> Inside = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly GateContexts own = new(contexts, services);
    private bool ended;

    /// <summary>Called after each commit with the topics that it touched.</summary>
    public event Action<IReadOnlyCollection<string>>? Committed;

    /// <summary>
    /// Runs <paramref name="work"/> alone and commits what it saved; when it throws, nothing of it remains. Work that finds nothing to do
    /// simply saves nothing. Never call this from inside another unit of work, and never wait for the network in it.
    /// </summary>
    public Task<T> RunAsync<T>(Func<AppDbContext, Task<T>> work, CancellationToken cancel = default) => RunAsync(work, work.Method, cancel);

    /// <inheritdoc cref="RunAsync{T}(Func{AppDbContext, Task{T}}, CancellationToken)"/>
    public Task RunAsync(Func<AppDbContext, Task> work, CancellationToken cancel = default) =>
        RunAsync(
            async db =>
            {
                await work(db);
                return true;
            },
            work.Method,
            cancel);

    /// <param name="work">The unit of work.</param>
    /// <param name="of">The method that it stands in, whose verb names its span: from the wait for the gate to the end of the commit.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<T> RunAsync<T>(Func<AppDbContext, Task<T>> work, MethodInfo of, CancellationToken cancel)
    {
        using var span = Source.HasListeners() ? Source.StartActivity(VerbOf(of)) : null;
        if (Inside.Value)
        {
            throw new InvalidOperationException("The write gate is not re-entrant.");
        }

        T result;
        IReadOnlyCollection<string> topics;
        IReadOnlyList<Action> after;
        await one.WaitAsync(cancel);
        Inside.Value = true;
        try
        {
            await using var db = await own.NextAsync(cancel);
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            result = await work(db);
            using (Source.StartActivity("commit"))
            {
                await transaction.CommitAsync(CancellationToken.None);
            }

            (topics, after) = ([.. db.Topics], db.TakeAfterCommit());
        }
        catch (Exception e) when (e is DbException or DbUpdateException)
        {
            own.Dispose();
            throw;
        }
        finally
        {
            Inside.Value = false;
            one.Release();
        }

        foreach (var action in after)
        {
            action();
        }

        if (topics.Count > 0)
        {
            Committed?.Invoke(topics);
        }

        return result;
    }

    /// <summary>
    /// Runs work that keeps a connection of its own, such as the delivery ledger's, alone like any other unit of work, and signals its topics.
    /// </summary>
    internal async Task<T> RunAloneAsync<T>(Func<ISet<string>, T> work, CancellationToken cancel)
    {
        T result;
        var topics = new HashSet<string>();
        await one.WaitAsync(cancel);
        try
        {
            result = work(topics);
        }
        finally
        {
            one.Release();
        }

        if (topics.Count > 0)
        {
            Committed?.Invoke(topics);
        }

        return result;
    }

    /// <summary>Takes the gate for a save that did not come through <see cref="RunAsync{T}(Func{AppDbContext, Task{T}}, CancellationToken)"/>: the stores of the account library.</summary>
    internal Task EnterAsync(CancellationToken cancel) => one.WaitAsync(cancel);

    internal void Enter() => one.Wait();

    internal void Leave() => one.Release();

    /// <summary>Closes the connection once the unit of work in hand has ended; one that hangs does not keep the process for longer than this.</summary>
    public void Dispose()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        one.Wait(LastWait);
        own.Dispose();
        one.Dispose();
    }

    private static string VerbOf(MethodInfo method)
    {
        var type = method.DeclaringType;
        while (type?.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type?.Name ?? "write";
    }
}
