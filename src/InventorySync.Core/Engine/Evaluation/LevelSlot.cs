using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine.Evaluation;

/// <summary>One level's part in the batch under way: what the operations so far do to it, and what they need of it.</summary>
internal struct LevelSlot
{
    public Sku Sku;
    public CachedLevel Cached;
    public long OnHandDelta;
    public long ReservedDelta;

    /// <summary>The least available and on hand before the batch that every decision so far relies on.</summary>
    public long AvailableMin;
    public long OnHandMin;

    public int MovementCount;

    /// <summary>Whether a decision relies on the level being exactly as cached.</summary>
    public bool IsExact;

    /// <summary>The operation that last saved this slot for its roll back.</summary>
    public int SavedBy;

    public readonly long Available => Cached.OnHand + OnHandDelta - (Cached.Reserved + ReservedDelta);

    public readonly long OnHand => Cached.OnHand + OnHandDelta;

    public readonly bool Matters => MovementCount > 0 || IsExact;

    public readonly LevelChange ToChange() => new()
    {
        Key = new LevelKey(Sku, Cached.Location),
        OnHandDelta = OnHandDelta,
        ReservedDelta = ReservedDelta,
        MovementCount = MovementCount,
        VersionExact = IsExact ? Cached.Version : null,
        AvailableMin = AvailableMin,
        OnHandMin = OnHandMin,
    };
}
