using InventorySync.Catalog;
using InventorySync.Stock;

namespace InventorySync.Engine.Evaluation;

/// <summary>A level as last seen in the database: a hint, since other processes may have moved it. One link in its SKU's chain of locations.</summary>
/// <remarks>Owned by the writer's loop. A million of these are kept, so every field counts.</remarks>
internal sealed class CachedLevel
{
    public CachedLevel(LocationId location, CachedLevel? next)
    {
        Location = location;
        Next = next;
    }

    public LocationId Location { get; }

    /// <summary>The same SKU's level at another location.</summary>
    public CachedLevel? Next { get; }

    public long OnHand { get; set; }

    public long Reserved { get; set; }

    /// <summary>0: there is no such level yet.</summary>
    public long Version { get; set; }

    /// <summary>Where the level stands in the batch under way, plus 1; 0: it takes no part.</summary>
    public int Slot { get; set; }

    /// <summary>The SKU's catalogue item, as of the catalogue numbered <see cref="CatalogNumber"/>; kept at the first link only.</summary>
    public CatalogItem? Item { get; set; }

    /// <summary>Which of the catalogues that the batch has counted <see cref="Item"/> was read from; 0: none.</summary>
    public int CatalogNumber { get; set; }
}
