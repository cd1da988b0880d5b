namespace InventorySync.Storage;

public sealed class InMemoryStoreProperties : StoreProperties
{
    protected override int Runs => 500;

    protected override Func<IInventoryStore> NewDatabase()
    {
        var store = new InMemoryInventoryStore();
        return () => store;
    }
}
