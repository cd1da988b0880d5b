using System.Collections.Frozen;
using InventorySync.Stock;
using PosIntegration.Plan;

namespace PosIntegration.Serve;

/// <summary>What the demo shop sells, and how much of it there is at first.</summary>
internal sealed class Assortment
{
    private readonly FrozenSet<Sku> _skus;

    private Assortment(IReadOnlyList<Units> opening)
    {
        Opening = opening;
        _skus = opening.Select(line => line.Sku).ToFrozenSet();
    }

    public static Assortment Demo { get; } = new(
    [
        new Units(new Sku("BLANKET-WOOL"), 6),
        new Units(new Sku("CANDLE-LARGE"), 40),
        new Units(new Sku("LANTERN-RED"), 12),
        new Units(new Sku("MUG-BLUE"), 25),
        new Units(new Sku("MUG-GREEN"), 3),
        new Units(new Sku("PHONE-LIMITED"), 1),
        new Units(new Sku("TEAPOT"), 8),
        new Units(new Sku("TIN-BISCUITS"), 100),
    ]);

    public IReadOnlyList<Units> Opening { get; }

    public bool Contains(Sku sku) => _skus.Contains(sku);
}
