using InventorySync.Storage.EfCore.Model;
using InventorySync.Storage.EfCore.Sqlite.Commit;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The connection that writes, with its prepared statements and its EF Core context. Used by who holds the write gate.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int WalAttemptsMax = 100;

    private readonly SqliteConnection _connection;
    private readonly TableNames _names;
    private readonly SqliteInventoryDbContext _context;
    private readonly HeldKeys _held;
    private readonly KeyFolding _folding;
    private BatchCommit? _commit;

    private SqliteWriter(SqliteConnection connection, TableNames names, HeldKeys held, KeyFolding folding)
    {
        _names = names;
        _held = held;
        _folding = folding;
        _connection = connection;

        // One context for the life of the connection: each new one would register EF Core's functions again, and with
        // that make SQLite prepare every statement anew.
        _context = new SqliteInventoryDbContext(SqliteContextOptions.For(connection), names);
    }

    /// <summary>False after a fault that left a transaction behind which cannot be ended.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>The statements of the sale's path; they need the tables.</summary>
    public BatchCommit Commit => _commit ??= new BatchCommit(new NamedConnection(Handle, _names), _held, _folding);

    private sqlite3 Handle => _connection.Handle!;

    /// <param name="settings">Which file.</param>
    /// <param name="held">Where the keys of late operations are kept.</param>
    public static SqliteWriter Open(SqliteSettings settings, HeldKeys held)
    {
        var connection = new SqliteConnection(settings.WriterConnectionString);
        try
        {
            connection.Open();
            var handle = connection.Handle!;
            var wait = settings.BusyTimeout == TimeSpan.Zero ? int.MaxValue : (int)Math.Min(int.MaxValue, settings.BusyTimeout.TotalMilliseconds);
            SqliteFault.ThrowIfFailed(raw.sqlite3_busy_timeout(handle, wait), handle);
            SqliteFileCheck.ThrowIfUnfit(handle, settings);
            UseWal(handle, settings.File);

            // I4: FULL makes each commit wait for the disk; fullfsync makes macOS wait for the disk's own cache too.
            Execute(handle, "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA cache_size = -32768;");

            // 16 MB of log between checkpoints, not 4: a checkpoint writes a page once however often it changed, and the pages of levels and of
            // their histories change often (a fifth more sales over 10,000 SKUs).
            Execute(handle, "PRAGMA wal_autocheckpoint = 4000;");
            return new SqliteWriter(connection, settings.Names, held, settings.Folding);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await _context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks whether the tables are there, where somebody else makes them, and fills those that never are empty.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _context.Levels.AnyAsync(cancellationToken).ConfigureAwait(false);
        Execute(
            Handle,
            _names.Apply(
                """
                WITH RECURSIVE slices (slice) AS (SELECT 0 UNION ALL SELECT slice + 1 FROM slices WHERE slice < 255)
                INSERT INTO {t}operation_key_folds (slice, folded_to) SELECT slice, 0 FROM slices WHERE true ON CONFLICT DO NOTHING
                """));
    }

    /// <summary>Learns which operations were applied.</summary>
    public void Sync() => Transact(
        writes: false,
        () =>
        {
            Commit.Sync();
            return true;
        },
        static isDone => isDone);

    /// <summary>Runs <paramref name="write"/> in a transaction: all of it or nothing.</summary>
    public async Task<T> WriteAsync<T>(Func<InventoryDbContext, Task<T>> write, CancellationToken cancellationToken)
    {
        try
        {
            var transaction = await _context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await write(_context).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        }
        finally
        {
            _context.ChangeTracker.Clear();
            EndTransaction();
        }
    }

    /// <summary>Runs <paramref name="work"/> in a transaction, and commits it where <paramref name="isDone"/> says so.</summary>
    /// <param name="writes">Whether to take the write lock; without, it reads one snapshot and waits for nobody.</param>
    /// <param name="work">What to do.</param>
    /// <param name="isDone">Whether what was done is to stay.</param>
    public T Transact<T>(bool writes, Func<T> work, Func<T, bool> isDone)
    {
        Execute(Handle, writes ? "BEGIN IMMEDIATE" : "BEGIN");
        var isCommitted = false;
        try
        {
            var result = work();
            if (isDone(result))
            {
                Execute(Handle, "COMMIT");
                isCommitted = true;
            }
            else
            {
                Execute(Handle, "ROLLBACK");
            }

            return result;
        }
        finally
        {
            EndTransaction();
            _commit?.End(isCommitted);
        }
    }

    public void Dispose()
    {
        _commit?.Dispose();
        _context.Dispose();
        _connection.Dispose();
    }

    /// <summary>Makes sure that a fault leaves no open transaction behind, which would swallow the next one.</summary>
    private void EndTransaction()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
        {
            raw.sqlite3_exec(Handle, "ROLLBACK");
            IsUsable = raw.sqlite3_get_autocommit(Handle) != 0;
        }
    }

    private static void UseWal(sqlite3 handle, string file)
    {
        // Kept in the file, so this is the first process's work. While another process does the same at the same moment SQLite
        // reports busy at once, without waiting; taking the write lock in between does wait.
        var mode = JournalMode(handle, "PRAGMA journal_mode");
        for (var attempt = 1; mode != "wal" && attempt <= WalAttemptsMax; attempt++)
        {
            try
            {
                mode = JournalMode(handle, "PRAGMA journal_mode = WAL");
                break;
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_BUSY && attempt < WalAttemptsMax)
            {
                Execute(handle, "BEGIN IMMEDIATE; COMMIT");
                mode = JournalMode(handle, "PRAGMA journal_mode");
            }
        }

        if (mode != "wal")
        {
            throw new StorageException(
                $"The SQLite database '{file}' cannot use a write-ahead log (its journal mode stays '{mode}'): put it on a local disk, not on a network share.",
                isTransient: false);
        }
    }

    private static string? JournalMode(sqlite3 handle, string pragma)
    {
        using var statement = new SqliteStatement(handle, pragma);
        var mode = statement.Read() ? statement.Text(0) : null;
        statement.Run();
        return mode;
    }

    private static void Execute(sqlite3 handle, string sql) => SqliteFault.ThrowIfFailed(raw.sqlite3_exec(handle, sql), handle);
}
