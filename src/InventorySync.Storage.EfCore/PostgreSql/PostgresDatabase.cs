using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.PostgreSql.Commit;
using InventorySync.Storage.EfCore.PostgreSql.Coordination;
using InventorySync.Storage.EfCore.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>One database: one connection that commits batches, behind a gate, and pooled connections for everything else.</summary>
internal sealed class PostgresDatabase : InventoryDatabase, IAsyncDisposable, IDisposable
{
    // A write that keeps colliding this often meets something else than chance.
    private const int AttemptsMax = 8;

    private readonly bool _ownsSource;
    private readonly bool _migratesAtStart;
    private readonly DbContextOptions<PostgresInventoryDbContext> _options;
    private readonly WriteGate _gate = new();
    private PostgresWriter? _writer;
    private ServerSession? _lost;
    private bool _isInitialized;
    private volatile bool _isDisposed;

    public PostgresDatabase(NpgsqlDataSource source, bool ownsSource, TableNames names, bool migratesAtStart, TimeProvider time)
    {
        Source = source;
        Time = time;
        Names = names;
        _ownsSource = ownsSource;
        _migratesAtStart = migratesAtStart;
        _options = PostgresContextOptions.For(source, names);
        var target = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Notifier = new ChangeNotifier(this);
        Description = $"'{target.Database ?? target.Username}' at {target.Host}:{target.Port}";
    }

    public NpgsqlDataSource Source { get; }

    private PostgresSchema Schema => new(Source, Names, CreateContext);

    public TableNames Names { get; }

    public TimeProvider Time { get; }

    /// <summary>Wakes the other processes up.</summary>
    public ChangeNotifier Notifier { get; }

    /// <summary>Which database, for messages; without credentials.</summary>
    public string Description { get; }

    /// <summary>The schema that the tables are in, and their prefix; known once the store is initialized.</summary>
    public string Scope { get; private set; } = string.Empty;

    /// <summary>This process, as the others see it in what it changed.</summary>
    public Guid Process { get; private set; }

    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (_migratesAtStart ? Schema.MigrateAsync(cancellationToken) : Schema.CheckAsync(cancellationToken)).ConfigureAwait(false);
            var command = Source.CreateCommand("SELECT gen_random_uuid(), coalesce($1, current_schema())");
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = Names.Schema, NpgsqlDbType = NpgsqlDbType.Text });
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                    Process = reader.GetGuid(0);
                    Scope = $"{reader.GetString(1)}.{Names.Prefix}";
                }
            }

            _isInitialized = true;
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }

    public Task MigrateAsync(CancellationToken cancellationToken) => GuardedAsync(async () =>
    {
        await Schema.MigrateAsync(cancellationToken).ConfigureAwait(false);
        return true;
    });

    public PostgresInventoryDbContext CreateContext() => new(_options, Names);

    public override async Task<T> WriteAsync<T>(Func<InventoryDbContext, Task<T>> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var context = CreateReader();
                await using (context.ConfigureAwait(false))
                {
                    var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                    await using (transaction.ConfigureAwait(false))
                    {
                        var result = await write(context).ConfigureAwait(false);
                        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                        return result;
                    }
                }
            }
            catch (Exception fault) when (PostgresFault.IsCollision(fault) && attempt < AttemptsMax)
            {
                // Another process was there first: what it wrote is visible to the next attempt.
            }
            catch (Exception fault) when (IsOfDatabase(fault))
            {
                LeaveReadOnly(fault);
                throw Translate(fault);
            }
        }
    }

    /// <summary>Runs <paramref name="work"/> with the connection that commits.</summary>
    public async Task<T> UseWriterAsync<T>(Func<PostgresWriter, Task<T>> work, CancellationToken cancellationToken)
    {
        using var pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        ThrowUnlessReady();
        try
        {
            if (_writer is null)
            {
                _writer = await PostgresWriter.OpenAsync(this, _lost, cancellationToken).ConfigureAwait(false);
                _lost = null;
            }

            return await work(_writer).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            LeaveReadOnly(fault);
            await DiscardAsync().ConfigureAwait(false);
            throw Translate(fault);
        }
        catch (OperationCanceledException)
        {
            await DiscardAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a connection of the caller's own, with the errors said as elsewhere.</summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        ThrowUnlessReady();
        try
        {
            return await Source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }

    /// <summary>Runs what uses a connection directly, with its errors said as elsewhere.</summary>
    public async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfDatabase(fault))
        {
            throw Translate(fault);
        }
    }

    protected override Task<List<LedgerRow>> ReadFirstRowsAsync(InventoryDbContext context, byte[][] keys, CancellationToken cancellationToken) =>
        context.Ledger.Where(row => keys.Contains(row.OperationKey) && row.Line == 0).ToListAsync(cancellationToken);

    protected override async Task<List<LedgerRow>> ReadArchivedFirstRowsAsync(
        InventoryDbContext context, byte[][] keys, Func<byte[], string?> textOf, CancellationToken cancellationToken)
    {
        var known = await context.Set<ArchivedOperationRow>()
            .Where(row => keys.Contains(row.OperationKey))
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        if (known.Count == 0)
        {
            return [];
        }

        var rows = await ArchiveOf(context)
            .Where(row => keys.Contains(row.OperationKey) && row.Line == 0)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        var archived = rows.Select(row => new Guid(row.OperationKey)).ToHashSet();
        rows.AddRange(known.Where(operation => !archived.Contains(new Guid(operation.OperationKey))).Select(dropped => new LedgerRow
        {
            OperationKey = dropped.OperationKey,
            OperationText = textOf(dropped.OperationKey),
            Kind = dropped.Kind,
            Status = dropped.Status,
            OccurredAt = dropped.OccurredAt,
        }));
        return rows;
    }

    public override IQueryable<LedgerRow> RowsOf(IQueryable<LedgerRow> source, IReadOnlyList<LedgerRow> firsts)
    {
        byte[][] keys = [.. firsts.Select(first => first.OperationKey)];
        return source.Where(row => keys.Contains(row.OperationKey));
    }

    public async ValueTask DisposeAsync()
    {
        using (await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false))
        {
            _isDisposed = true;
            await DiscardAsync().ConfigureAwait(false);
        }

        await Notifier.DisposeAsync().ConfigureAwait(false);
        if (_ownsSource)
        {
            await Source.DisposeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        if (_gate.TryEnter(out var pass))
        {
            using (pass)
            {
                _writer?.Dispose();
                _writer = null;
            }
        }

        if (_ownsSource)
        {
            Source.Dispose();
        }
    }

    protected override string LedgerColumns => ColumnsOfLedger.Common;

    protected override InventoryDbContext CreateUnchecked() => CreateContext();

    protected override InventoryDbContext CreateReader()
    {
        ThrowUnlessReady();
        return CreateContext();
    }

    protected override Task<IDbContextTransaction> BeginSnapshotAsync(InventoryDbContext context, CancellationToken cancellationToken) =>
        context.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);

    protected override bool IsOfDatabase(Exception fault) => PostgresFault.CauseOf(fault) is not null;

    protected override StorageException Translate(Exception fault) => PostgresFault.Translate(fault, Description);

    private async ValueTask DiscardAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            if (writer.IsBroken)
            {
                _lost = writer.Session;
            }

            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A session learns at its start whether it may write: those in the pool would stay read-only when the database no longer is.
    private void LeaveReadOnly(Exception fault)
    {
        if (PostgresFault.IsReadOnly(fault))
        {
            Source.Clear();
        }
    }

    private void ThrowUnlessReady()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_isInitialized)
        {
            throw new InvalidOperationException($"The store on {Description} has not been initialized: await InitializeAsync() first.");
        }
    }
}
