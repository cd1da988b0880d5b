using System.Diagnostics;

namespace InventorySync.Storage;

/// <summary>What every batch must be before a store sees it. A fault here is the engine's, never the world's.</summary>
internal static class BatchAssertions
{
    /// <summary>Checks, in debug builds, that the batch's parts say the same thing.</summary>
    [Conditional("DEBUG")]
    public static void Check(CommitBatch batch)
    {
        for (var i = 1; i < batch.Levels.Count; i++)
        {
            Must(batch.Levels[i - 1].Key.CompareTo(batch.Levels[i].Key) < 0, $"levels are ordered by key, each once: {batch.Levels[i].Key}");
        }

        CheckMovements(batch);
        foreach (var change in batch.Reservations)
        {
            Must(change.After.Version == change.VersionBefore + 1, $"a reservation's version rises by 1: {change.After.Id}");
        }

        foreach (var change in batch.Orders)
        {
            Must(change.After.Version == change.VersionBefore + 1, $"an order's version rises by 1: {change.After.Key}");
        }
    }

    private static void CheckMovements(CommitBatch batch)
    {
        var sums = new (int Count, long OnHand, long Reserved)[batch.Levels.Count];
        var lines = new int[batch.Operations.Count];
        var operation = 0;
        foreach (var draft in batch.Movements)
        {
            Must(draft.Operation >= operation, "movements come operation by operation");
            operation = draft.Operation;
            Must(draft.Line == lines[operation]++, "an operation's movements are counted from 0");

            ref var sum = ref sums[draft.Level];
            sum = (sum.Count + 1, sum.OnHand + draft.OnHandDelta, sum.Reserved + draft.ReservedDelta);
            Must(draft.VersionOffset == sum.Count, "I6: a level's versions have no gap");
            Must(draft.OnHandOffset == sum.OnHand, "I6: a movement carries on hand after it");
            Must(draft.ReservedOffset == sum.Reserved, "I6: a movement carries reserved after it");
        }

        for (var i = 0; i < sums.Length; i++)
        {
            var change = batch.Levels[i];
            Must(
                sums[i] == (change.MovementCount, change.OnHandDelta, change.ReservedDelta),
                $"I2: a level's change is the sum of its movements: {change.Key}");
        }

        for (var i = 0; i < lines.Length; i++)
        {
            Must(batch.Operations[i].MovementCount == lines[i], $"an operation counts its movements: {batch.Operations[i].Id}");
        }
    }

    private static void Must(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The batch is not sound: {what}.");
        }
    }
}
