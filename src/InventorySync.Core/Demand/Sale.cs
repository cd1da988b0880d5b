using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Demand;

/// <summary>Units of one article in one order: what demand is estimated from.</summary>
/// <param name="Sku">The article.</param>
/// <param name="Channel">Where it was sold; default: at a place that names none.</param>
/// <param name="Units">Units, 1 or more.</param>
/// <param name="PlacedAt">When it was sold.</param>
/// <param name="Delay">How much later it was booked here; zero where it was asked for here first.</param>
internal readonly record struct Sale(Sku Sku, ChannelId Channel, long Units, DateTimeOffset PlacedAt, TimeSpan Delay)
{
    /// <summary>The sale in a movement; null: it is none. Taking units for a buyer counts, whether they are held, ordered or gone at once; what follows from that does not.</summary>
    public static Sale? In(Movement movement) => In(
        movement.Kind,
        movement.Sku,
        movement.Channel.GetValueOrDefault(),
        movement.ReservedDelta - movement.OnHandDelta,
        movement.OccurredAt,
        movement.RecordedAt);

    /// <summary>Adds the sales of a batch.</summary>
    public static void Collect(CommitBatch batch, List<Sale> sales)
    {
        foreach (var draft in batch.Movements)
        {
            var operation = batch.Operations[draft.Operation];
            var sale = In(
                operation.Kind, batch.Levels[draft.Level].Key.Sku, operation.Channel, draft.ReservedDelta - draft.OnHandDelta, operation.OccurredAt, batch.RecordedAt);
            if (sale is { } found)
            {
                sales.Add(found);
            }
        }
    }

    private static Sale? In(OperationKind kind, Sku sku, ChannelId channel, long taken, DateTimeOffset occurredAt, DateTimeOffset recordedAt)
    {
        if (taken <= 0)
        {
            return null;
        }

        // Clocks of channels may be ahead of ours.
        var placedAt = occurredAt < recordedAt ? occurredAt : recordedAt;
        return kind switch
        {
            OperationKind.Sell or OperationKind.Reserve => new Sale(sku, channel, taken, placedAt, TimeSpan.Zero),
            OperationKind.RecordOrder or OperationKind.RecordSale => new Sale(sku, channel, taken, placedAt, recordedAt - placedAt),
            _ => null,
        };
    }
}
