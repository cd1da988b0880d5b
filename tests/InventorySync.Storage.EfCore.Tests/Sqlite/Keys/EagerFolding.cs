namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>A store that folds keys all the time, where the usual one would after tens of thousands of operations.</summary>
internal static class EagerFolding
{
    public static KeyFolding Policy { get; } = new() { HeldMin = 2, HeldMax = 2 };

    public static SqliteInventoryStore Open(string connectionString) => new(SqliteSettings.Parse(connectionString, Policy));
}
