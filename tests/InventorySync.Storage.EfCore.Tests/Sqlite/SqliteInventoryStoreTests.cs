using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The store in a SQLite file keeps what every store has to keep.</summary>
public sealed class SqliteInventoryStoreTests : InventoryStoreConformance
{
    private readonly DatabaseFile _file = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    protected override IInventoryStore Open() => new SqliteInventoryStore(_file.ConnectionString);
}
