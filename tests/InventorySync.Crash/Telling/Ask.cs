using InventorySync.Crash.Load;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Crash.Telling;

/// <summary>An operation as it stands in the log: another process can ask it again, and the audit knows what it has to have done.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Lines">With what: for a hold that is fulfilled or released, all that it was made of.</param>
/// <param name="Hold">The reservation's id; null where there is none.</param>
/// <param name="ExpiresAt">When the hold ends by itself; null: never.</param>
internal sealed record Ask(string Id, OperationKind Kind, AskLine[] Lines, string? Hold = null, DateTimeOffset? ExpiresAt = null)
{
    public StockOperation ToOperation()
    {
        var id = new OperationId(Id);
        return Kind switch
        {
            OperationKind.Sell => StockOperation.Sell(id, [.. Lines.Select(line => new StockLine(new Sku(line.Sku), line.Quantity))]),
            OperationKind.Reserve => StockOperation.Reserve(id, Terms(), [.. Lines.Select(line => new StockLine(new Sku(line.Sku), line.Quantity))]),
            OperationKind.Fulfil => StockOperation.Fulfil(id, new ReservationId(Hold!)),
            OperationKind.Release => StockOperation.Release(id, new ReservationId(Hold!)),
            OperationKind.Receive => StockOperation.Receive(id, Located()),
            OperationKind.Count => StockOperation.Count(id, Located()),
            _ => throw new InvalidOperationException($"Operation {Id} is of kind {Kind}, which nobody here asks for."),
        };
    }

    private ReservationTerms Terms() => new() { Id = new ReservationId(Hold!), Owner = ReservationOwner.Cart(Hold!), ExpiresAt = ExpiresAt };

    private StockLine[] Located() => [.. Lines.Select(line => new StockLine(new Sku(line.Sku), line.Quantity, Shop.Location))];
}
