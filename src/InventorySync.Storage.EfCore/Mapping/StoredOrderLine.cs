using InventorySync.Intake;
using InventorySync.Stock;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>One line of an order as its JSON holds it. Names are part of the stored form: they are never changed, only added to.</summary>
internal sealed record StoredOrderLine
{
    public required string Id { get; init; }

    public required string Sku { get; init; }

    public string? Location { get; init; }

    public long Ordered { get; init; }

    public long Cancelled { get; init; }

    public long Fulfilled { get; init; }

    public long Returned { get; init; }

    public required StoredComponent[] Components { get; init; }

    public static StoredOrderLine From(OrderLineState state) => new()
    {
        Id = state.Line.LineId,
        Sku = state.Line.Sku.Value,
        Location = state.Line.Location?.Value,
        Ordered = state.Line.Ordered,
        Cancelled = state.Line.Cancelled,
        Fulfilled = state.Line.Fulfilled,
        Returned = state.Line.Returned,
        Components = StoredComponent.From(state.Components),
    };

    public OrderLineState ToState() => new()
    {
        Line = new OrderLine
        {
            LineId = Id,
            Sku = new Sku(Sku),
            Location = Location is null ? null : new LocationId(Location),
            Ordered = Ordered,
            Cancelled = Cancelled,
            Fulfilled = Fulfilled,
            Returned = Returned,
        },
        Components = StoredComponent.ToComponents(Components),
    };
}
