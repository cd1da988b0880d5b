using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Allocation.Sales;

/// <summary>What channels sold in one day of UTC, by the moment of recording. Units may be negative: what came back of earlier sales.</summary>
internal sealed class DaySales
{
    private DaySales(DateTimeOffset from, IReadOnlyDictionary<(Sku Sku, ChannelId Channel), ArticleSales> sales)
    {
        From = from;
        Sales = sales;
    }

    public DateTimeOffset From { get; }

    public IReadOnlyDictionary<(Sku Sku, ChannelId Channel), ArticleSales> Sales { get; }

    public static async Task<DaySales> ReadAsync(ILedgerStore ledger, DateTimeOffset from, CancellationToken cancellationToken)
    {
        Dictionary<(Sku, ChannelId), ArticleSales> sales = [];
        var query = new MovementQuery { RecordedFrom = from, RecordedBefore = from.AddDays(1) };
        await foreach (var movement in ledger.ReadMovementsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (movement.Channel is not { } channel || UnitsSold(movement) is not { } units || units == 0)
            {
                continue;
            }

            var before = sales.GetValueOrDefault((movement.Sku, channel));
            var lastAt = units > 0 && !(before.LastAt > movement.RecordedAt) ? movement.RecordedAt : before.LastAt;
            sales[(movement.Sku, channel)] = new ArticleSales(before.Units + units, lastAt);
        }

        return new DaySales(from, sales);
    }

    /// <summary>What a movement sold, or took back of what was sold; null: it is no sale.</summary>
    private static long? UnitsSold(Movement movement) => movement.Kind switch
    {
        // Of an order, its shipping moves both numbers and so counts nothing: the order itself did.
        OperationKind.RecordOrder => movement.ReservedDelta - movement.OnHandDelta,
        OperationKind.Sell or OperationKind.RecordSale or OperationKind.Fulfil => -movement.OnHandDelta,
        _ => null,
    };
}
