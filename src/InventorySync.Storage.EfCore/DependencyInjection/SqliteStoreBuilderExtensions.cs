using InventorySync.DependencyInjection;
using InventorySync.Storage.EfCore;
using InventorySync.Storage.EfCore.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Chooses the store that lives in a SQLite file.</summary>
public static class SqliteStoreBuilderExtensions
{
    /// <summary>Keeps everything in one SQLite file, which is made where it is missing and upgraded at start.</summary>
    /// <remarks>
    /// <para>
    /// Every commit waits for the disk (write-ahead log, <c>synchronous=FULL</c>), so what was reported as applied survives a
    /// crash and a power cut. Several processes of one machine may share the file; on a network share SQLite cannot work.
    /// </para>
    /// <para>
    /// SQLite has no asynchronous I/O: a call works on its caller's thread, and its task has usually completed when it is
    /// returned. Reads never wait for writes. A write waits for other processes' writes up to <c>Default Timeout</c> (30 s
    /// unless the connection string says otherwise), then fails with a <see cref="InventorySync.Storage.StorageException"/>.
    /// </para>
    /// <para>Times are kept in UTC and to the microsecond, rounded down.</para>
    /// </remarks>
    /// <param name="builder">The inventory's settings.</param>
    /// <param name="connectionString">Names the file, such as <c>Data Source=inventory.db</c>; the keywords are those of Microsoft.Data.Sqlite.</param>
    /// <param name="configure">Says what the tables are called and who makes them; null: plain names, made and upgraded at start.</param>
    /// <returns><paramref name="builder"/>, for chaining.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">
    /// The connection string cannot be read, or names no file to write to: <c>:memory:</c> and read-only databases are refused.
    /// </exception>
    /// <exception cref="InvalidOperationException">A store has been chosen already.</exception>
    public static InventorySyncBuilder UseSqlite(
        this InventorySyncBuilder builder, string connectionString, Action<TableOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = SqliteSettings.Parse(connectionString, tables: TableOptions.From(configure));
        return builder.UseStore(_ => new SqliteInventoryStore(settings)).AddSchema();
    }
}
