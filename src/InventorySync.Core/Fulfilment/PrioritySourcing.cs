namespace InventorySync.Fulfilment;

/// <summary>
/// The default: the whole line from the first location that has it all; where none has, split by priority, so that
/// a sale is not refused while the units are there.
/// </summary>
/// <remarks>Stateless; safe from any thread.</remarks>
public sealed class PrioritySourcing : ISourcingStrategy
{
    /// <summary>The strategy's name in settings.</summary>
    public const string StrategyName = "priority";

    /// <inheritdoc/>
    public string Name => StrategyName;

    /// <inheritdoc/>
    public void Choose(in SourcingContext context, Span<long> units)
    {
        for (var i = 0; i < context.Candidates.Length; i++)
        {
            if (context.Candidates[i].Available >= context.Quantity)
            {
                units[i] = context.Quantity;
                return;
            }
        }

        var open = context.Quantity;
        for (var i = 0; i < context.Candidates.Length && open > 0; i++)
        {
            units[i] = Math.Clamp(context.Candidates[i].Available, 0, open);
            open -= units[i];
        }
    }
}
