using System.Collections.ObjectModel;
using InventorySync.Buffers;
using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Demand;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Publishing;

/// <summary>Reads the stock behind a push and applies the rules. Stateless; safe from any thread.</summary>
internal sealed class PublicationReader : IPublicationReader
{
    private readonly IInventoryStore _store;
    private readonly InventoryCatalog _catalog;
    private readonly BufferRuleSet _buffers;
    private readonly AllocationViews _allocation;
    private readonly QuantityCalculator _calculator;
    private readonly IDemand _demand;
    private readonly IDelays _delays;
    private readonly LoopRuntime _runtime;

    public PublicationReader(
        IInventoryStore store,
        InventoryCatalog catalog,
        BufferRuleSet buffers,
        AllocationViews allocation,
        QuantityCalculator calculator,
        IDemand demand,
        IDelays delays,
        LoopRuntime runtime)
    {
        _demand = demand;
        _delays = delays;
        _store = store;
        _catalog = catalog;
        _buffers = buffers;
        _allocation = allocation;
        _calculator = calculator;
        _runtime = runtime;
    }

    public async Task<IReadOnlyList<PublishedQuantity>> ReadAsync(
        SalesChannel channel, IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        if (skus.Count == 0)
        {
            return [];
        }

        // An order of the channel's own that comes or goes between the reads would be counted on one side only. The smaller of
        // what is read before and after errs towards showing too little, until the order's own signal brings the next push.
        var catalog = _catalog.Current;
        var before = await ReadOpenOrderUnitsAsync(channel, skus, cancellationToken).ConfigureAwait(false);
        var allocation = await _allocation.ReadAsync(catalog, skus, cancellationToken).ConfigureAwait(false);
        var stock = await ReadStockAsync(catalog, skus, cancellationToken).ConfigureAwait(false);
        var after = await ReadOpenOrderUnitsAsync(channel, skus, cancellationToken).ConfigureAwait(false);
        var now = _runtime.Now;
        var quantities = new PublishedQuantity[skus.Count];
        for (var i = 0; i < quantities.Length; i++)
        {
            var sku = skus[i];
            var published = _calculator.Published(new PublishingContext(sku, channel, catalog, stock, now) { Allocation = allocation }, terms: null, out var reviewAt);
            quantities[i] = new PublishedQuantity(sku, published, Math.Min(before.GetValueOrDefault(sku), after.GetValueOrDefault(sku)))
            {
                ReviewAt = reviewAt,
            };
        }

        return quantities;
    }

    public DateTimeOffset? NextRuleChange(SalesChannel channel, DateTimeOffset after) => _buffers.NextChange(channel.Id, after);

    public async Task<Explanation> ExplainAsync(SalesChannel channel, Sku sku, CancellationToken cancellationToken)
    {
        var catalog = _catalog.Current;
        var allocation = await _allocation.ReadAsync(catalog, [sku], cancellationToken).ConfigureAwait(false);
        var stock = await ReadStockAsync(catalog, [sku], cancellationToken).ConfigureAwait(false);
        var now = _runtime.Now;
        List<ExplanationTerm> terms = [];
        var published = _calculator.Published(new PublishingContext(sku, channel, catalog, stock, now) { Allocation = allocation }, terms);
        return new Explanation { Sku = sku, Channel = channel.Id, At = now, Terms = terms, Published = published };
    }

    private async Task<StockView> ReadStockAsync(CatalogSnapshot catalog, IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        HashSet<Sku> behind = new(skus.Count);
        foreach (var sku in skus)
        {
            var components = catalog.ComponentsOf(sku);
            if (components.IsEmpty)
            {
                behind.Add(sku);
            }

            foreach (var component in components)
            {
                behind.Add(component.Sku);
            }
        }

        return new StockView(await _store.Ledger.ReadLevelsAsync(behind, cancellationToken).ConfigureAwait(false), _demand, _delays);
    }

    private async Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(
        SalesChannel channel, IReadOnlyList<Sku> skus, CancellationToken cancellationToken) =>
        channel.Descriptor.SubtractsOwnOpenOrders
            ? await _store.Ledger.ReadOpenOrderUnitsAsync(channel.Id, skus, cancellationToken).ConfigureAwait(false)
            : ReadOnlyDictionary<Sku, long>.Empty;
}
