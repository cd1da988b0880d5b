using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>One level, the end of the chain of its movements, and the SKU's level at the next location.</summary>
internal struct LevelSlot
{
    public LevelKey Key;
    public long OnHand;
    public long Reserved;
    public long Version;
    public int LastMovement;
    public int NextOfSku;

    public readonly Level ToLevel() => new(Key.Sku, Key.Location, OnHand, Reserved, Version);
}
