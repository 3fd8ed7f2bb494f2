using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace TaskHub.Data;

public sealed partial class AppDbContext
{
    /// <summary>
    /// Lets all that is read until the result is disposed come from one moment, for answers that several statements prove together. It holds
    /// no lock: others write meanwhile.
    /// </summary>
    public async Task<IAsyncDisposable> SnapshotAsync(CancellationToken cancel = default)
    {
        await Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: true);
        await Database.UseTransactionAsync(transaction, cancel);
        return transaction;
    }
}
