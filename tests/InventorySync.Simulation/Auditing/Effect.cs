using InventorySync.Stock;

namespace InventorySync.Simulation.Auditing;

/// <summary>
/// What an applied operation has to leave in the ledger, by the table of stock operations in the design: compared with what
/// it did leave. Knows nothing of how the product gets there.
/// </summary>
internal static class Effect
{
    /// <summary>What is wrong with an applied operation's movements; null: they are what was asked for.</summary>
    public static string? Fault(StockOperation operation, IReadOnlyList<Movement> movements, Recipes recipes) => operation.Kind switch
    {
        OperationKind.Sell or OperationKind.RecordSale => Taken(operation, movements, recipes, onHand: true, reserved: false),
        OperationKind.Reserve => Taken(operation, movements, recipes, onHand: false, reserved: true),
        OperationKind.Fulfil => Fulfilled(operation, movements, recipes),
        OperationKind.Release => Released(operation, movements, recipes),
        OperationKind.Receive or OperationKind.Return or OperationKind.Adjust => Placed(operation, movements, sign: 1),
        OperationKind.Damage => Placed(operation, movements, sign: -1),
        OperationKind.Count => Counted(operation, movements),
        OperationKind.Pin or OperationKind.Unpin or OperationKind.Extend =>
            movements.Count == 0 ? null : "it moved stock",
        _ => null, // The product's own operations: the rules about holds and orders judge them.
    };

    /// <summary>Units taken from levels, wherever sourcing found them: sold (on hand falls) or reserved (reserved rises).</summary>
    private static string? Taken(StockOperation operation, IReadOnlyList<Movement> movements, Recipes recipes, bool onHand, bool reserved)
    {
        foreach (var movement in movements)
        {
            if ((!onHand && movement.OnHandDelta != 0) || (!reserved && movement.ReservedDelta != 0))
            {
                return $"{Text(movement)} moves what this kind does not move";
            }
        }

        return Matches(operation, recipes, Sum(movements, movement => onHand ? -movement.OnHandDelta : movement.ReservedDelta));
    }

    private static string? Fulfilled(StockOperation operation, IReadOnlyList<Movement> movements, Recipes recipes)
    {
        foreach (var movement in movements)
        {
            // A hold's own units leave both counts; those of an expired hold are no longer reserved, so only on hand falls.
            if (movement.OnHandDelta >= 0 || (movement.ReservedDelta != movement.OnHandDelta && movement.ReservedDelta != 0))
            {
                return $"{Text(movement)} is no fulfilment";
            }
        }

        return operation.Lines.Count == 0 ? null : Matches(operation, recipes, Sum(movements, movement => -movement.OnHandDelta));
    }

    private static string? Released(StockOperation operation, IReadOnlyList<Movement> movements, Recipes recipes)
    {
        foreach (var movement in movements)
        {
            if (movement.OnHandDelta != 0 || movement.ReservedDelta >= 0)
            {
                return $"{Text(movement)} gives nothing back";
            }
        }

        if (operation.Lines.Count == 0)
        {
            return null;
        }

        // What was given back before stays so: less than asked for is right, more is not.
        var given = Sum(movements, movement => -movement.ReservedDelta);
        var demand = recipes.Demand(operation.Lines, recipes.StateCount - 1);
        return given.Any(pair => recipes.StateCount == 1 && pair.Value > demand.Where(asked => asked.Key.Sku == pair.Key.Sku).Sum(asked => asked.Value))
            ? "it gave back more than was asked for"
            : null;
    }

    /// <summary>Signed units at named locations.</summary>
    private static string? Placed(StockOperation operation, IReadOnlyList<Movement> movements, int sign)
    {
        var asked = new Dictionary<LevelKey, long>();
        foreach (var line in operation.Lines)
        {
            var key = new LevelKey(line.Sku, line.Location!.Value);
            asked[key] = asked.GetValueOrDefault(key) + (sign * line.Quantity);
        }

        var moved = Sum(movements, movement => movement.OnHandDelta);
        foreach (var (key, units) in asked)
        {
            if (moved.GetValueOrDefault(key) != units)
            {
                return $"on hand of {key} moved by {moved.GetValueOrDefault(key)}, asked for was {units}";
            }
        }

        return moved.Keys.FirstOrDefault(key => !asked.ContainsKey(key)) is { Sku.IsDefault: false } stray
            ? $"{stray} moved and was not asked for"
            : movements.Any(movement => movement.ReservedDelta != 0) ? "it moved reserved units" : null;
    }

    private static string? Counted(StockOperation operation, IReadOnlyList<Movement> movements)
    {
        foreach (var movement in movements)
        {
            if (movement.ReservedDelta != 0
                || !operation.Lines.Any(line => line.Sku == movement.Sku && line.Location == movement.Location && line.Quantity == movement.OnHand))
            {
                return $"{Text(movement)} is not what was counted";
            }
        }

        return null;
    }

    /// <summary>Compares what moved with what was asked for, under every recipe that a kit ever had.</summary>
    private static string? Matches(StockOperation operation, Recipes recipes, Dictionary<LevelKey, long> moved)
    {
        string? fault = null;
        for (var state = recipes.StateCount - 1; state >= 0; state--)
        {
            fault = Mismatch(recipes.Demand(operation.Lines, state), moved);
            if (fault is null)
            {
                return null;
            }
        }

        return fault;
    }

    private static string? Mismatch(Dictionary<(Sku Sku, LocationId? Location), long> demand, Dictionary<LevelKey, long> moved)
    {
        foreach (var sku in demand.Keys.Select(key => key.Sku).Union(moved.Keys.Select(key => key.Sku)))
        {
            var asked = demand.Where(pair => pair.Key.Sku == sku).Sum(pair => pair.Value);
            var took = moved.Where(pair => pair.Key.Sku == sku).Sum(pair => pair.Value);
            if (asked != took)
            {
                return $"{took} units of {sku} moved, asked for were {asked}";
            }
        }

        foreach (var ((sku, location), units) in demand)
        {
            if (location is { } named && moved.GetValueOrDefault(new LevelKey(sku, named)) < units)
            {
                return $"{moved.GetValueOrDefault(new LevelKey(sku, named))} units of {sku} moved at {named}, asked for there were {units}";
            }
        }

        return null;
    }

    private static Dictionary<LevelKey, long> Sum(IReadOnlyList<Movement> movements, Func<Movement, long> units)
    {
        var sums = new Dictionary<LevelKey, long>();
        foreach (var movement in movements)
        {
            var key = new LevelKey(movement.Sku, movement.Location);
            sums[key] = sums.GetValueOrDefault(key) + units(movement);
        }

        return sums;
    }

    private static string Text(Movement movement) => $"{movement.Sku}@{movement.Location} {movement.OnHandDelta:+0;-0;0}/{movement.ReservedDelta:+0;-0;0}";
}
