using System.Runtime.CompilerServices;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace InventorySync.Storage.EfCore.Stores;

/// <summary>One database: where reads and writes get their context from, and where its errors become <see cref="StorageException"/>.</summary>
/// <remarks>Safe from any thread. A read never waits for a write.</remarks>
internal abstract class InventoryDatabase
{
    /// <summary>Reads in a context of its own.</summary>
    public async Task<T> ReadAsync<T>(Func<InventoryDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var context = CreateReader();
            await using (context.ConfigureAwait(false))
            {
                return await read(context).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }

    /// <summary>Reads several things as they were at one moment.</summary>
    public Task<T> ReadSnapshotAsync<T>(Func<InventoryDbContext, Task<T>> read, CancellationToken cancellationToken) =>
        ReadAsync(
            async context =>
            {
                var snapshot = await BeginSnapshotAsync(context, cancellationToken).ConfigureAwait(false);
                await using (snapshot.ConfigureAwait(false))
                {
                    return await read(context).ConfigureAwait(false);
                }
            },
            cancellationToken);

    /// <summary>The migrations that the database lacks.</summary>
    public async Task<IReadOnlyList<string>> ReadPendingAsync(CancellationToken cancellationToken)
    {
        try
        {
            var context = CreateUnchecked();
            await using (context.ConfigureAwait(false))
            {
                return [.. await context.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)];
            }
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }

    /// <summary>Streams in a context of its own, which lives as long as the stream.</summary>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        Func<InventoryDbContext, IAsyncEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = CreateReader();
        await using (context.ConfigureAwait(false))
        {
            var rows = read(context).GetAsyncEnumerator(cancellationToken);
            await using (rows.ConfigureAwait(false))
            {
                while (await MoveNextAsync(rows).ConfigureAwait(false))
                {
                    yield return rows.Current;
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
    }

    /// <summary>Runs <paramref name="write"/> in a transaction that may write, and makes it durable; all of it or nothing.</summary>
    public abstract Task<T> WriteAsync<T>(Func<InventoryDbContext, Task<T>> write, CancellationToken cancellationToken);

    /// <summary>Finds operations by their keys.</summary>
    /// <returns>The ledger rows with their line 0.</returns>
    protected abstract Task<List<LedgerRow>> ReadFirstRowsAsync(InventoryDbContext context, byte[][] keys, CancellationToken cancellationToken);

    /// <summary>The rows with line 0 of those operations that were applied.</summary>
    public async Task<List<LedgerRow>> ReadFirstRowsAsync(
        InventoryDbContext context, IReadOnlyList<OperationId> ids, CancellationToken cancellationToken)
    {
        byte[][] keys = [.. ids.Select(id => OperationKey.Of(id))];
        var rows = await ReadFirstRowsAsync(context, keys, cancellationToken).ConfigureAwait(false);

        // A text whose key is another's was never applied: the commit refuses it.
        var asked = ids.ToHashSet();
        return rows.FindAll(row => asked.Contains(OperationKey.ToId(row.OperationKey, row.OperationText)));
    }

    /// <summary>All rows of operations whose first rows these are.</summary>
    public abstract IQueryable<LedgerRow> RowsOf(InventoryDbContext context, IReadOnlyList<LedgerRow> firsts);

    protected abstract InventoryDbContext CreateReader();

    /// <summary>A context for a database that may have no tables yet.</summary>
    protected abstract InventoryDbContext CreateUnchecked();

    protected abstract Task<IDbContextTransaction> BeginSnapshotAsync(InventoryDbContext context, CancellationToken cancellationToken);

    /// <summary>Whether the fault is one of the database, rather than a bug, a bad argument or a cancellation.</summary>
    protected abstract bool IsOfDatabase(Exception fault);

    /// <summary>Says what a fault of the database means.</summary>
    protected abstract StorageException Translate(Exception fault);

    private async ValueTask<bool> MoveNextAsync<T>(IAsyncEnumerator<T> rows)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }
}
