using InventorySync.Allocation;
using InventorySync.Allocation.Sales;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Publishing;

/// <summary>Reads what divisions go by: one query for a whole push, and none where nothing in it is divided. Stateless; safe from any thread.</summary>
internal sealed class AllocationViews
{
    private readonly AllocationRuleSet _rules;
    private readonly IInventoryStore _store;
    private readonly ISalesShares _sales;
    private readonly ChannelId[] _channels;

    public AllocationViews(AllocationRuleSet rules, IInventoryStore store, ISalesShares sales, ChannelRegistry channels)
    {
        _rules = rules;
        _store = store;
        _sales = sales;
        _channels = [.. channels.All.Select(channel => channel.Id)];
    }

    public async Task<AllocationView> ReadAsync(CatalogSnapshot catalog, IReadOnlyList<Sku> skus, CancellationToken cancellationToken)
    {
        if (!_rules.DividesAny)
        {
            return AllocationView.Unknown;
        }

        Sku[] divided = [.. skus.Where(sku => AllocationRuleSet.Divides(_rules.Of(sku, catalog.FindItem(sku)?.Category)))];
        if (divided.Length == 0)
        {
            return AllocationView.Unknown;
        }

        var listed = await _store.Listings.FindListedAsync(_channels, divided, cancellationToken).ConfigureAwait(false);
        return new AllocationView(listed.ToHashSet(), _sales.Current);
    }
}
