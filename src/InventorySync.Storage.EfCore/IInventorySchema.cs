namespace InventorySync.Storage.EfCore;

/// <summary>Makes and upgrades the tables, where that is not left to the start of the application (<see cref="TableOptions.MigrateAtStart"/>).</summary>
/// <remarks>Registered by <c>UseSqlite</c> and <c>UsePostgreSql</c>. Safe from any thread and from several processes at once.</remarks>
public interface IInventorySchema
{
    /// <summary>The migrations that the database lacks, oldest first.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="StorageException">The database cannot be reached or read.</exception>
    Task<IReadOnlyList<string>> ReadPendingAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the tables or upgrades them; data stays.</summary>
    /// <param name="cancellationToken">Stops waiting; each migration is applied whole or not at all.</param>
    /// <exception cref="StorageException">The database cannot be reached, or the user may not change the tables.</exception>
    Task MigrateAsync(CancellationToken cancellationToken = default);

    /// <summary>The same as SQL, for a database administrator to read and run. Needs no database.</summary>
    /// <param name="fromMigration">
    /// The last migration that the database has, such as the first of <c>inventorysync_migrations</c>; null: from an empty database. On
    /// PostgreSQL the script leaves out by itself what the database has.
    /// </param>
    /// <exception cref="ArgumentException">There is no such migration.</exception>
    string CreateScript(string? fromMigration = null);
}
