namespace InventorySync.Storage.EfCore.Sqlite.Keys;

public sealed class EagerFoldingStoreProperties : StoreProperties, IDisposable
{
    private readonly DatabaseFile _file = new();
    private int _databases;

    protected override int Runs => 60;

    public void Dispose() => _file.Dispose();

    protected override Func<IInventoryStore> NewDatabase()
    {
        var path = Path.Combine(_file.Folder, $"{++_databases}.db");
        return () => EagerFolding.Open($"Data Source={path}");
    }
}
