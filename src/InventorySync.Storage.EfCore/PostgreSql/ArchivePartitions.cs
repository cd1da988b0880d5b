using System.Globalization;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Gives the archive a partition for each month. Used inside the transaction that fills it.</summary>
internal sealed class ArchivePartitions
{
    private readonly InventoryDbContext _context;

    public ArchivePartitions(InventoryDbContext context) => _context = context;

    /// <param name="months">First moments of months, in UTC.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task EnsureAsync(IEnumerable<DateTimeOffset> months, CancellationToken cancellationToken)
    {
        foreach (var month in months)
        {
            var from = Microseconds.Of(month);
            var to = Microseconds.Of(month.AddMonths(1));
            var name = Sql($"{{t}}ledger_archive_{month.ToString("yyyy_MM", CultureInfo.InvariantCulture)}");
            switch (await StateAsync(name, cancellationToken).ConfigureAwait(false))
            {
                case PartitionState.Missing:
                    // Made apart and attached, which waits for no reader of the archive and makes none wait.
                    await RunAsync($"CREATE TABLE {name} (LIKE {{t}}ledger_archive)", cancellationToken).ConfigureAwait(false);
                    await RunAsync(
                        string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {{t}}ledger_archive ATTACH PARTITION {name} FOR VALUES FROM ({from}) TO ({to})"),
                        cancellationToken).ConfigureAwait(false);
                    break;
                case PartitionState.Detached:
                    throw new StorageException(
                        $"Table '{name}' exists and is no partition of the ledger's archive, which needs one for that month: rename the table, drop it, or attach it again.",
                        isTransient: false);
                case PartitionState.Attached:
                case PartitionState.NotNeeded:
                default:
                    break;
            }
        }
    }

    // An application's own migrations may have made the archive a plain table, which takes every month.
    private Task<PartitionState> StateAsync(string name, CancellationToken cancellationToken) =>
        _context.Database
            .SqlQueryRaw<PartitionState>(
                Sql(
                    """
                    SELECT CASE
                        WHEN (SELECT relkind FROM pg_class WHERE oid = '{t}ledger_archive'::regclass) <> 'p' THEN 3
                        WHEN EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass({0}) AND inhparent = '{t}ledger_archive'::regclass) THEN 2
                        WHEN to_regclass({0}) IS NOT NULL THEN 1
                        ELSE 0 END AS "Value"
                    """),
                name)
            .SingleAsync(cancellationToken);

    private Task<int> RunAsync(string sql, CancellationToken cancellationToken) => _context.Database.ExecuteSqlRawAsync(Sql(sql), cancellationToken);

    private string Sql(string sql) => _context.Names.Apply(sql);

    private enum PartitionState
    {
        Missing = 0,
        Detached = 1,
        Attached = 2,
        NotNeeded = 3,
    }
}
