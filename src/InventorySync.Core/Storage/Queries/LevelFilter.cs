using InventorySync.Stock;

namespace InventorySync.Storage.Queries;

/// <summary>Which levels to read: those that meet every condition given.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record LevelFilter
{
    /// <summary>Only this SKU's.</summary>
    /// <value>null: any</value>
    public Sku? Sku { get; init; }

    /// <summary>Only this location's.</summary>
    /// <value>null: any</value>
    public LocationId? Location { get; init; }

    /// <summary>Only those with at most this many units available: what runs low.</summary>
    /// <value>null: any</value>
    public long? AvailableMax { get; init; }
}
