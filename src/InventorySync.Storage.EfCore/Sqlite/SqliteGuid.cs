namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>UUIDs in the form in which EF Core keeps them in SQLite: text, upper case.</summary>
internal static class SqliteGuid
{
    public static string ToText(Guid value) => value.ToString("D").ToUpperInvariant();
}
