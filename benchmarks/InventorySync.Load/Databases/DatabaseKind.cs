namespace InventorySync.Load.Databases;

/// <summary>On what is measured.</summary>
internal enum DatabaseKind
{
    Postgres = 1,

    Sqlite = 2,
}
