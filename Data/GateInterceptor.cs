using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskHub.Data;

/// <summary>Makes saves that bypass the verbs (the account library's stores) wait at the write gate like everyone else.</summary>
public sealed class GateInterceptor(WriteGateHolder holder) : SaveChangesInterceptor
{
    private readonly ConditionalWeakTable<DbContext, object> entered = [];

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is AppDbContext { InGate: false } db)
        {
            await holder.Gate.EnterAsync(cancellationToken);
            entered.AddOrUpdate(db, db);
        }

        return result;
    }

    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is AppDbContext { InGate: false } db)
        {
            holder.Gate.Enter();
            entered.AddOrUpdate(db, db);
        }

        return result;
    }

    public override ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return ValueTask.FromResult(result);
    }

    public override int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        Leave(eventData.Context);
        return result;
    }

    public override Task SaveChangesFailedAsync(DbContextErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesFailed(DbContextErrorEventData eventData) => Leave(eventData.Context);

    public override Task SaveChangesCanceledAsync(DbContextEventData eventData, CancellationToken cancellationToken = default)
    {
        Leave(eventData.Context);
        return Task.CompletedTask;
    }

    public override void SaveChangesCanceled(DbContextEventData eventData) => Leave(eventData.Context);

    private void Leave(DbContext? context)
    {
        if (context is not null && entered.Remove(context))
        {
            holder.Gate.Leave();
        }
    }
}

/// <summary>Breaks the circle between the gate, which opens contexts, and the contexts, whose saves pass the gate.</summary>
public sealed class WriteGateHolder(IServiceProvider services)
{
    public WriteGate Gate => services.GetRequiredService<WriteGate>();
}
