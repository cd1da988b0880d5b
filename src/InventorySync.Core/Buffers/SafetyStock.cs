using System.Collections.Frozen;
using InventorySync.Stock;

namespace InventorySync.Buffers;

/// <summary>Keeps a number of units of each article that is its own, with a default for the others.</summary>
/// <remarks>A kit has a number like any other article: of kits, not of their components. Immutable; safe from any thread.</remarks>
public sealed class SafetyStock : IBufferPolicy
{
    /// <summary>The policy's name in settings and explanations.</summary>
    public const string PolicyName = "safety-stock";

    private readonly FrozenDictionary<Sku, long> _units;
    private readonly long _unitsDefault;

    /// <summary>Makes the policy.</summary>
    /// <param name="units">Units to keep, by article, each 0 or more.</param>
    /// <param name="unitsDefault">Units to keep of every other article, 0 or more.</param>
    /// <exception cref="ArgumentNullException"><paramref name="units"/> is null.</exception>
    /// <exception cref="ArgumentException">A number is negative; the message names the article.</exception>
    public SafetyStock(IReadOnlyDictionary<Sku, long> units, long unitsDefault = 0)
    {
        ArgumentNullException.ThrowIfNull(units);
        foreach (var (sku, kept) in units)
        {
            if (FixedUnits.Fault(kept, $"Safety stock of '{sku}'") is { } fault)
            {
                throw new ArgumentException(fault, nameof(units));
            }
        }

        if (FixedUnits.Fault(unitsDefault, "Safety stock by default") is { } defaultFault)
        {
            throw new ArgumentOutOfRangeException(nameof(unitsDefault), defaultFault);
        }

        _units = units.ToFrozenDictionary();
        _unitsDefault = unitsDefault;
    }

    /// <inheritdoc/>
    public string Name => PolicyName;

    /// <inheritdoc/>
    public long UnitsHeldBack(in BufferContext context) => _units.GetValueOrDefault(context.Sku, _unitsDefault);

    /// <inheritdoc/>
    public string Describe(in BufferContext context) =>
        $"safety stock of {UnitsHeldBack(context)}{(_units.ContainsKey(context.Sku) ? "" : " (the default)")}";
}
