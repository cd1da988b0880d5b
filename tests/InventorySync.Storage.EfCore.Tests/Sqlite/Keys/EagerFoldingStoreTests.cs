using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>Wherever keys are found, in memory or in their table, the store keeps what every store has to keep.</summary>
public sealed class EagerFoldingStoreTests : InventoryStoreConformance
{
    private readonly DatabaseFile _file = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _file.Dispose();
    }

    protected override IInventoryStore Open() => EagerFolding.Open(_file.ConnectionString);
}
