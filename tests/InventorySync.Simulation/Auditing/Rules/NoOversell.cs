using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing.Rules;

/// <summary>I1: wherever an accepted request took units, at least none (or the permitted backorder) were left.</summary>
internal sealed class NoOversell : IRule
{
    public void Check(Evidence evidence)
    {
        foreach (var movement in evidence.Books.ByLevel.Values.SelectMany(movements => movements))
        {
            if (movement.ReservedDelta > movement.OnHandDelta && IsRequest(movement))
            {
                CheckAvailable(movement, evidence.BackorderLimits.GetValueOrDefault(movement.Sku));
            }

            if (movement.OnHandDelta < 0 && movement.OnHand < 0 && movement.Kind is OperationKind.Adjust or OperationKind.Damage)
            {
                throw Violated(movement, $"left {movement.OnHand} on hand");
            }
        }
    }

    /// <summary>What may be refused. A late commit of an expired hold takes its units again, and so asks again.</summary>
    private static bool IsRequest(Movement movement) =>
        movement.Kind is OperationKind.Sell or OperationKind.Reserve or OperationKind.Fulfil;

    private static void CheckAvailable(Movement movement, long backorderLimit)
    {
        var available = movement.OnHand - movement.Reserved;
        if (available < -backorderLimit)
        {
            throw Violated(movement, $"left {available} available, where the limit is {-backorderLimit}");
        }
    }

    private static InvariantViolatedException Violated(Movement movement, string what) => new(
        Invariant.I1NoOversell,
        $"{movement.Kind} {movement.Operation} {what}, at {movement.Sku}@{movement.Location} version {movement.Version}");
}
