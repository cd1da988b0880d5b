namespace InventorySync.Storage.EfCore.Sqlite;

public sealed class SqliteStoreProperties : StoreProperties, IDisposable
{
    private readonly DatabaseFile _file = new();
    private int _databases;

    protected override int Runs => 60;

    public void Dispose() => _file.Dispose();

    protected override Func<IInventoryStore> NewDatabase()
    {
        var path = Path.Combine(_file.Folder, $"{++_databases}.db");
        return () => new SqliteInventoryStore($"Data Source={path}");
    }
}
