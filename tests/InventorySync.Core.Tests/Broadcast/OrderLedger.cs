using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Broadcast;

/// <summary>Writes a channel's order into the ledger without telling anybody, as a process that dies right after its commit does.</summary>
internal static class OrderLedger
{
    public static void Record(BroadcastUnderTest broadcast, string sku, long units)
    {
        var batch = new CommitBatch { RecordedAt = broadcast.Time.GetUtcNow() };
        batch.Levels.Add(new LevelChange
        {
            Key = new LevelKey(new Sku(sku), new LocationId("store")),
            OnHandDelta = 0,
            ReservedDelta = units,
            MovementCount = 1,
            AvailableMin = long.MinValue,
            OnHandMin = long.MinValue,
        });
        batch.Operations.Add(new OperationRecord
        {
            Id = new OperationId("order-1"),
            Kind = OperationKind.RecordOrder,
            Status = OutcomeStatus.Applied,
            OccurredAt = batch.RecordedAt,
            Channel = BroadcastUnderTest.Shop,
            MovementCount = 1,
        });
        batch.Movements.Add(new MovementDraft
        {
            Level = 0,
            Operation = 0,
            Line = 0,
            OnHandDelta = 0,
            ReservedDelta = units,
            VersionOffset = 1,
            OnHandOffset = 0,
            ReservedOffset = units,
        });
        Assert.Equal(CommitStatus.Committed, broadcast.Store.Ledger.CommitAsync(batch).GetAwaiter().GetResult().Status);
    }
}
