using SQLitePCL;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Looks at a file before anything in it is changed: whether it can be written to, and whether it is an inventory's.</summary>
internal static class SqliteFileCheck
{
    private const int NamesShown = 5;

    private const string FirstMigration = "20260101000000_Initial";

    /// <exception cref="StorageException">It is read-only, or another application's.</exception>
    public static void ThrowIfUnfit(sqlite3 handle, SqliteSettings settings)
    {
        // SQLite opens such a file for reading alone, without a word, and even "BEGIN IMMEDIATE" succeeds then.
        if (raw.sqlite3_db_readonly(handle, "main") == 1)
        {
            throw new StorageException(SqliteFault.ReadOnly(settings.File), isTransient: false);
        }

        if (settings.SharesFile)
        {
            return;
        }

        var tables = Texts(handle, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name");
        if (tables.Count > 0 && !IsInventory(handle, tables))
        {
            var more = tables.Count > NamesShown ? ", …" : string.Empty;
            throw new StorageException(
                $"The SQLite database '{settings.File}' is another application's: it has the tables {string.Join(", ", tables.Take(NamesShown))}{more}, and no inventory. "
                + "Nothing in it was changed. Name a file of the inventory's own in the connection string, such as 'Data Source=inventory.db'; to share this one, set a TablePrefix.",
                isTransient: false);
        }
    }

    // All tables are made in one transaction, so that the first migration stands in every file that has any of them.
    private static bool IsInventory(sqlite3 handle, List<string> tables) =>
        tables.Contains("__EFMigrationsHistory") && Texts(handle, "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"").Contains(FirstMigration);

    private static List<string> Texts(sqlite3 handle, string sql)
    {
        using var statement = new SqliteStatement(handle, sql);
        List<string> texts = [];
        while (statement.Read())
        {
            texts.Add(statement.Text(0)!);
        }

        return texts;
    }
}
