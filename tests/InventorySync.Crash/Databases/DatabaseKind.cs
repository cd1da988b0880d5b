namespace InventorySync.Crash.Databases;

/// <summary>Where the inventory is kept.</summary>
internal enum DatabaseKind
{
    None = 0,

    /// <summary>A SQLite file.</summary>
    Sqlite = 1,

    /// <summary>A PostgreSQL server of the run's own.</summary>
    Postgres = 2,
}
