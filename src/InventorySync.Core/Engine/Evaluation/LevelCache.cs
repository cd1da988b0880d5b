using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <summary>The levels that the engine decides on, by SKU, with all its locations together.</summary>
/// <remarks>Owned by the writer's loop. What is not there has to be loaded; that a SKU has no level is never remembered.</remarks>
internal sealed class LevelCache
{
    private readonly GenerationalCache<Sku, CachedLevel> _heads;

    public LevelCache(int skusMax) => _heads = new GenerationalCache<Sku, CachedLevel>(skusMax);

    public int Count => _heads.Count;

    /// <summary>Lets go of what was not used lately; called between batches.</summary>
    public void Age() => _heads.Age();

    /// <summary>The first link of the SKU's levels, or null where none is in memory.</summary>
    public CachedLevel? Find(Sku sku) => _heads.TryGet(sku, out var head) ? head : null;

    /// <summary>The SKU's level at a location; made, as a level that nobody has moved yet, where there is none.</summary>
    public CachedLevel GetOrAdd(Sku sku, LocationId location)
    {
        var head = Find(sku);
        for (var level = head; level is not null; level = level.Next)
        {
            if (level.Location == location)
            {
                return level;
            }
        }

        var added = new CachedLevel(location, head);
        _heads.Set(sku, added);
        return added;
    }

    public void Store(in Level level)
    {
        var cached = GetOrAdd(level.Sku, level.Location);
        cached.OnHand = level.OnHand;
        cached.Reserved = level.Reserved;
        cached.Version = level.Version;
    }

    public void Forget(Sku sku) => _heads.Remove(sku);
}
