using InventorySync.Stock;
using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using InventorySync.Storage.EfCore.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>One database file: one connection that writes, behind a gate, and pooled connections that read.</summary>
internal sealed class SqliteDatabase : InventoryDatabase, IDisposable, IAsyncDisposable
{
    private readonly SqliteSettings _settings;
    private readonly DbContextOptions<SqliteInventoryDbContext> _readerOptions;
    private readonly WriteGate _gate = new();
    private readonly HeldKeys _held = new();
    private SqliteWriter? _writer;
    private bool _isInitialized;
    private volatile bool _isDisposed;

    public SqliteDatabase(SqliteSettings settings)
    {
        _settings = settings;
        _readerOptions = SqliteContextOptions.For(settings.ConnectionString);
    }

    /// <summary>Makes the file and its tables, or upgrades them, in one transaction: a crash leaves the version from before.</summary>
    public Task InitializeAsync(CancellationToken cancellationToken) =>
        UseWriterAsync(
            async () =>
            {
                var writer = _writer ??= SqliteWriter.Open(_settings, _held);
                await (_settings.MigratesAtStart ? writer.MigrateAsync(cancellationToken) : writer.CheckAsync(cancellationToken)).ConfigureAwait(false);
                writer.Sync();
                return _isInitialized = true;
            },
            cancellationToken);

    public SqliteInventoryDbContext CreateContext() => new(_readerOptions, _settings.Names);

    public Task MigrateAsync(CancellationToken cancellationToken) =>
        UseWriterAsync(
            async () =>
            {
                await (_writer ??= SqliteWriter.Open(_settings, _held)).MigrateAsync(cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);

    public override Task<T> WriteAsync<T>(Func<InventoryDbContext, Task<T>> write, CancellationToken cancellationToken) =>
        UseWriterAsync(() => Writer().WriteAsync(write, cancellationToken), cancellationToken);

    /// <summary>Runs <paramref name="work"/> with the connection that writes. It begins and ends its own transaction.</summary>
    public Task<T> UseWriterAsync<T>(Func<SqliteWriter, T> work, CancellationToken cancellationToken) =>
        UseWriterAsync(() => Task.FromResult(work(Writer())), cancellationToken);

    protected override async Task<List<LedgerRow>> ReadFirstRowsAsync(
        InventoryDbContext context, byte[][] keys, CancellationToken cancellationToken)
    {
        var found = await OperationLookup.FindAsync(context, _held, keys, cancellationToken).ConfigureAwait(false);
        long[] ids = [.. found.Keys];
        return await context.Ledger.Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<List<LedgerRow>> ReadArchivedFirstRowsAsync(
        InventoryDbContext context, byte[][] keys, Func<byte[], string?> textOf, CancellationToken cancellationToken)
    {
        var found = await OperationLookup.FindAsync(context, _held, keys, cancellationToken).ConfigureAwait(false);
        if (found.Count == 0)
        {
            return [];
        }

        long[] ids = [.. found.Keys];
        var rows = await ArchiveOf(context).Where(row => ids.Contains(row.Id)).ToListAsync(cancellationToken).ConfigureAwait(false);

        // What lies before the ledger's first row was archived; where it is not in the archive, it was dropped from there.
        var firstLive = await context.Ledger.MinAsync(row => (long?)row.Id, cancellationToken).ConfigureAwait(false) ?? 0;
        foreach (var (id, key) in found)
        {
            if (id < firstLive && !rows.Exists(row => row.Id == id))
            {
                rows.Add(new LedgerRow { Id = id, OperationKey = key, OperationText = textOf(key), Status = OutcomeStatus.Applied });
            }
        }

        return rows;
    }

    public override IQueryable<LedgerRow> RowsOf(IQueryable<LedgerRow> source, IReadOnlyList<LedgerRow> firsts)
    {
        long[] ids = [.. firsts.Select(first => first.Id)];
        return
            from first in source
            from row in source
            where ids.Contains(first.Id) && row.Id >= first.Id && row.Id < first.Id + first.Lines
            select row;
    }

    public async ValueTask DisposeAsync()
    {
        using (await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false))
        {
            _isDisposed = true;
            Discard();
        }

        ClearPool();
    }

    public void Dispose()
    {
        // Where somebody is writing this moment, that writer closes the connection when it is done.
        _isDisposed = true;
        if (_gate.TryEnter(out var pass))
        {
            using (pass)
            {
                Discard();
            }
        }

        ClearPool();
    }

    protected override string LedgerColumns => $"id, {ColumnsOfLedger.Common}";

    protected override InventoryDbContext CreateUnchecked() => CreateContext();

    protected override InventoryDbContext CreateReader()
    {
        ThrowUnlessReady();
        return CreateContext();
    }

    protected override async Task<IDbContextTransaction> BeginSnapshotAsync(InventoryDbContext context, CancellationToken cancellationToken)
    {
        // EF Core's own way would take the write lock; a deferred transaction takes a snapshot at its first read and no lock.
        await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        var transaction = connection.BeginTransaction(deferred: true);
        return (await context.Database.UseTransactionAsync(transaction, cancellationToken).ConfigureAwait(false))!;
    }

    protected override bool IsOfDatabase(Exception fault) => SqliteFault.CauseOf(fault) is not null;

    protected override StorageException Translate(Exception fault) => SqliteFault.Translate(fault, _settings.File);

    private async Task<T> UseWriterAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        using var pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
        finally
        {
            if (_isDisposed || _writer is { IsUsable: false })
            {
                Discard();
            }
        }
    }

    private SqliteWriter Writer()
    {
        ThrowUnlessReady();
        return _writer ??= SqliteWriter.Open(_settings, _held);
    }

    private void ThrowUnlessReady()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isInitialized)
        {
            throw new InvalidOperationException($"The store on '{_settings.File}' has not been initialized: await InitializeAsync() first.");
        }
    }

    private void ClearPool()
    {
        using var pooled = new SqliteConnection(_settings.ConnectionString);
        SqliteConnection.ClearPool(pooled);
    }

    private void Discard()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
