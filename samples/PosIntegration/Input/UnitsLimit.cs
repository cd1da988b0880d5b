using InventorySync.Stock;

namespace PosIntegration.Input;

/// <summary>Keeps lines out that would, with those before them, ask for more units of an article than a stock can have.</summary>
internal sealed class UnitsLimit
{
    private readonly Dictionary<(Sku Sku, SalesLineKind Kind), long> _units = [];

    /// <summary>Counts a line in, if there is room for it.</summary>
    /// <returns>What exactly stands in the way; null: it is counted.</returns>
    public string? Add(SalesLine line)
    {
        var before = _units.GetValueOrDefault((line.Sku, line.Kind));
        if (before + line.Units > StockLine.QuantityMax)
        {
            return $"{line.Sku}, {line.Units} units after {before}; an article has at most {StockLine.QuantityMax}";
        }

        _units[(line.Sku, line.Kind)] = before + line.Units;
        return null;
    }
}
