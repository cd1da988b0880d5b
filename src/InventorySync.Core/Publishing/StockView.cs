using InventorySync.Buffers.Latency;
using InventorySync.Demand;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Levels that were read together, found by SKU, with what is measured beside them.</summary>
internal sealed class StockView
{
    private readonly Level[] _levels;
    private readonly Dictionary<Sku, Range> _bySku = [];

    /// <param name="levels">Ordered by SKU, as stores answer.</param>
    /// <param name="demand">How fast articles sell; null: nobody measures it.</param>
    /// <param name="delays">How late news travels; null: nobody measures it.</param>
    public StockView(IReadOnlyList<Level> levels, IDemand? demand = null, IDelays? delays = null)
    {
        Demand = demand;
        Delays = delays;
        _levels = [.. levels];
        for (int first = 0, next; first < _levels.Length; first = next)
        {
            var sku = _levels[first].Sku;
            for (next = first + 1; next < _levels.Length && _levels[next].Sku == sku; next++)
            {
            }

            _bySku.Add(sku, first..next);
        }
    }

    /// <summary>How fast articles sell; null: nobody measures it.</summary>
    public IDemand? Demand { get; }

    /// <summary>How late news travels; null: nobody measures it.</summary>
    public IDelays? Delays { get; }

    /// <summary>The levels of an article; empty where it has none.</summary>
    public ReadOnlySpan<Level> Of(Sku sku) => _bySku.TryGetValue(sku, out var range) ? _levels.AsSpan(range) : [];
}
