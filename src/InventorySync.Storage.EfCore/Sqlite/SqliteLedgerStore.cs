using InventorySync.Stock;
using InventorySync.Storage.EfCore.Sqlite.Commit;
using InventorySync.Storage.EfCore.Stores;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The ledger in SQLite: the common reads, and SQLite's own commit.</summary>
internal sealed class SqliteLedgerStore : EfLedgerStore
{
    private readonly SqliteDatabase _database;

    public SqliteLedgerStore(SqliteDatabase database)
        : base(database) => _database = database;

    public override Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return _database.UseWriterAsync(
            writer => writer.Transact(
                BatchCommit.Writes(batch),
                () => writer.Commit.Write(batch),
                static result => result.Status == CommitStatus.Committed),
            cancellationToken);
    }

    public override Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(correction);
        return _database.UseWriterAsync(
            writer => writer.Transact(
                writes: true,
                () => writer.Commit.Correct(seen, correction),
                static isWritten => isWritten),
            cancellationToken);
    }
}
