using InventorySync.Storage;

namespace InventorySync.Simulation.Sabotages;

/// <summary>Copies batches for those who tamper with them: the original is the engine's own.</summary>
internal static class BatchCopy
{
    public static CommitBatch Of(CommitBatch batch)
    {
        var copy = new CommitBatch { RecordedAt = batch.RecordedAt };
        copy.Levels.AddRange(batch.Levels);
        copy.Operations.AddRange(batch.Operations);
        copy.RefusedOperations.AddRange(batch.RefusedOperations);
        copy.Movements.AddRange(batch.Movements);
        copy.Reservations.AddRange(batch.Reservations);
        copy.Orders.AddRange(batch.Orders);
        copy.Incidents.AddRange(batch.Incidents);
        return copy;
    }
}
