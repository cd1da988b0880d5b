namespace InventorySync.Testing.Marketplaces.Model;

/// <summary>The body of a notification that only names an order.</summary>
internal sealed record OrderName
{
    public required string OrderId { get; init; }
}
