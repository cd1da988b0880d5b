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

    /// <summary>The rows with line 0 of those operations that the ledger has.</summary>
    public async Task<List<LedgerRow>> ReadFirstRowsAsync(
        InventoryDbContext context, IReadOnlyList<OperationId> ids, CancellationToken cancellationToken)
    {
        byte[][] keys = [.. ids.Select(id => OperationKey.Of(id))];
        return OfAsked(ids, await ReadFirstRowsAsync(context, keys, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The rows with line 0 of those operations that were archived; of what was dropped from the archive, what is still known.</summary>
    public async Task<List<LedgerRow>> ReadArchivedFirstRowsAsync(
        InventoryDbContext context, IReadOnlyList<OperationId> ids, CancellationToken cancellationToken)
    {
        byte[][] keys = [.. ids.Select(id => OperationKey.Of(id))];
        var texts = new Dictionary<Guid, string?>();
        foreach (var id in ids)
        {
            texts[OperationKey.ToUuid(id, out var text)] = text;
        }

        return OfAsked(ids, await ReadArchivedFirstRowsAsync(context, keys, key => texts[new Guid(key, bigEndian: true)], cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The rows in which a query looks, by its operation and by whether it includes the archive; null: there are none.</summary>
    public async Task<IQueryable<LedgerRow>?> RowsForAsync(InventoryDbContext context, MovementQuery query, CancellationToken cancellationToken)
    {
        if (query.Operation is not { } operation)
        {
            return query.IncludeArchived ? HistoryOf(context) : context.Ledger;
        }

        // An operation is archived whole, and the ledger is asked first: what is moved in between is in the archive then.
        var firsts = await ReadFirstRowsAsync(context, [operation], cancellationToken).ConfigureAwait(false);
        if (firsts.Count > 0)
        {
            return RowsOf(context.Ledger, firsts);
        }

        if (query.IncludeArchived)
        {
            firsts = await ReadArchivedFirstRowsAsync(context, [operation], cancellationToken).ConfigureAwait(false);
        }

        return firsts.Count > 0 ? RowsOf(ArchiveOf(context), firsts) : null;
    }

    /// <summary>The archive, as rows of the ledger.</summary>
    public IQueryable<LedgerRow> ArchiveOf(InventoryDbContext context) =>
        context.Ledger.FromSqlRaw(context.Names.Apply($"SELECT {LedgerColumns} FROM {{t}}ledger_archive"));

    /// <summary>All rows of operations whose first rows these are.</summary>
    /// <param name="source">Where they stand: the ledger or its archive.</param>
    /// <param name="firsts">The first rows.</param>
    public abstract IQueryable<LedgerRow> RowsOf(IQueryable<LedgerRow> source, IReadOnlyList<LedgerRow> firsts);

    /// <summary>The columns that the ledger has in this database.</summary>
    protected abstract string LedgerColumns { get; }

    /// <summary>Finds operations of the ledger by their keys.</summary>
    /// <returns>The rows with their line 0.</returns>
    protected abstract Task<List<LedgerRow>> ReadFirstRowsAsync(InventoryDbContext context, byte[][] keys, CancellationToken cancellationToken);

    /// <summary>Finds archived operations by their keys.</summary>
    /// <param name="context">Reads.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="textOf">The text behind a key, where that is asked for by a text.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The rows with their line 0; for operations without any row left, one made of what is still known.</returns>
    protected abstract Task<List<LedgerRow>> ReadArchivedFirstRowsAsync(
        InventoryDbContext context, byte[][] keys, Func<byte[], string?> textOf, CancellationToken cancellationToken);

    protected abstract InventoryDbContext CreateReader();

    /// <summary>A context for a database that may have no tables yet.</summary>
    protected abstract InventoryDbContext CreateUnchecked();

    protected abstract Task<IDbContextTransaction> BeginSnapshotAsync(InventoryDbContext context, CancellationToken cancellationToken);

    /// <summary>Whether the fault is one of the database, rather than a bug, a bad argument or a cancellation.</summary>
    protected abstract bool IsOfDatabase(Exception fault);

    /// <summary>Says what a fault of the database means.</summary>
    protected abstract StorageException Translate(Exception fault);

    // One statement, so that a row that moves meanwhile is seen once.
    private IQueryable<LedgerRow> HistoryOf(InventoryDbContext context) => context.Ledger.FromSqlRaw(context.Names.Apply(
        $"SELECT {LedgerColumns} FROM {{t}}ledger UNION ALL SELECT {LedgerColumns} FROM {{t}}ledger_archive"));

    // A text whose key is another's was never applied: the commit refuses it.
    private static List<LedgerRow> OfAsked(IReadOnlyList<OperationId> ids, List<LedgerRow> rows)
    {
        var asked = ids.ToHashSet();
        return rows.FindAll(row => asked.Contains(OperationKey.ToId(row.OperationKey, row.OperationText)));
    }

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
