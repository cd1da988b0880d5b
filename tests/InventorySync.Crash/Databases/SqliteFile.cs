namespace InventorySync.Crash.Databases;

/// <summary>A file in a folder of its own.</summary>
internal sealed class SqliteFile : IDatabase
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("inventorysync-crash-");
    private readonly string _databaseFolder;

    /// <param name="databaseFolder">Where the file lies; null: beside the logs.</param>
    public SqliteFile(string? databaseFolder = null) => _databaseFolder = databaseFolder ?? _folder.FullName;

    public DatabaseKind Kind => DatabaseKind.Sqlite;

    public string ConnectionString => $"Data Source={Path.Combine(_databaseFolder, "inventory.db")}";

    public string LogFolder => _folder.FullName;

    public Task WaitUntilIdleAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
