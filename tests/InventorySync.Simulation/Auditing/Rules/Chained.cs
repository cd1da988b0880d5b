using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I6: a level's history can be verified row by row, and ends at the level.</summary>
internal sealed class Chained : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var level in evidence.Books.Levels)
        {
            var before = new Level(level.Sku, level.Location, OnHand: 0, Reserved: 0, Version: 0);
            foreach (var movement in evidence.Books.ByLevel.GetValueOrDefault(level.Key) ?? [])
            {
                var after = new Level(level.Sku, level.Location, before.OnHand + movement.OnHandDelta, before.Reserved + movement.ReservedDelta, before.Version + 1);
                if ((movement.OnHand, movement.Reserved, movement.Version) != (after.OnHand, after.Reserved, after.Version))
                {
                    throw Violated(level, $"after {Text(before)} came {Text(after)}, and the ledger says {movement.OnHand}/{movement.Reserved} at version {movement.Version}");
                }

                before = after;
            }

            if (before != level)
            {
                throw Violated(level, $"the history ends at {Text(before)}, and the level is {Text(level)}");
            }
        }
    }

    private static string Text(Level level) => $"{level.OnHand}/{level.Reserved} at version {level.Version}";

    private static InvariantViolatedException Violated(Level level, string message) => new(Invariant.I6Chained, $"{level.Key}: {message}");
}
