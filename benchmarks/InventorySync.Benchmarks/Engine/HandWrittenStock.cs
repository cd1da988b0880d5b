using System.Collections.Concurrent;
using InventorySync.Stock;

namespace InventorySync.Benchmarks.Engine;

/// <summary>What people write without a library: stock in a dictionary behind a lock, or behind one semaphore per SKU.</summary>
internal sealed class HandWrittenStock
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Sku, Shelf> _shelves;
    private readonly HashSet<OperationId> _applied = [];
    private readonly ConcurrentDictionary<OperationId, byte> _appliedShared = new();
    private readonly List<Line> _ledger = [];

    public HandWrittenStock(Sku[] skus) => _shelves = skus.ToDictionary(sku => sku, _ => new Shelf());

    public bool SellUnderOneLock(OperationId id, Sku sku)
    {
        lock (_lock)
        {
            var shelf = _shelves[sku];
            if (shelf.OnHand < 1 || !_applied.Add(id))
            {
                return false;
            }

            shelf.OnHand--;
            _ledger.Add(new Line(id, sku, -1, shelf.OnHand));
            return true;
        }
    }

    public async ValueTask SellUnderSemaphoreAsync(OperationId id, Sku sku)
    {
        var shelf = _shelves[sku];
        await shelf.Gate.WaitAsync();
        try
        {
            if (shelf.OnHand >= 1 && _appliedShared.TryAdd(id, 0))
            {
                shelf.OnHand--;
                shelf.Ledger.Add(new Line(id, sku, -1, shelf.OnHand));
            }
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    private sealed class Shelf
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public List<Line> Ledger { get; } = [];

        public long OnHand { get; set; } = StockLine.QuantityMax;
    }

    private readonly record struct Line(OperationId Id, Sku Sku, long Delta, long OnHand);
}
