using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Sorts what a channel sells by what can be made of it. Pure.</summary>
internal sealed class ListingImport
{
    private readonly Dictionary<Sku, List<ChannelListing>> _bySku = [];
    private readonly List<ChannelListing> _noSku = [];
    private readonly HashSet<Sku> _known = [];

    /// <summary>The SKUs that stand at one listing only.</summary>
    public IEnumerable<Sku> Single => Ordered.Where(entry => entry.Listings.Count == 1).Select(entry => entry.Sku);

    private IEnumerable<(Sku Sku, List<ChannelListing> Listings)> Ordered => _bySku.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value));

    /// <summary>The channel sells this.</summary>
    public void Add(ChannelListing listing)
    {
        // A text that can be no SKU here, such as one with white space around it, is no letter-by-letter match of any.
        if (!Sku.TryCreate(listing.Sku, out var sku, out _) || string.IsNullOrWhiteSpace(listing.ExternalId))
        {
            _noSku.Add(listing);
        }
        else if (_bySku.TryGetValue(sku, out var listings))
        {
            // Pages may overlap: one listing told twice is still one.
            if (!listings.Any(told => told.ExternalId == listing.ExternalId))
            {
                listings.Add(listing);
            }
        }
        else
        {
            _bySku.Add(sku, [listing]);
        }
    }

    /// <summary>These SKUs have stock or an item here.</summary>
    public void Know(IEnumerable<Sku> skus) => _known.UnionWith(skus);

    /// <summary>The mappings to make.</summary>
    public Dictionary<Sku, string> Matches() => Single.Where(_known.Contains).ToDictionary(sku => sku, sku => _bySku[sku][0].ExternalId);

    public MappingReport Report(ChannelId channel, int added) => new()
    {
        Channel = channel,
        Added = added,
        Matched = [.. Single.Where(_known.Contains).Select(sku => _bySku[sku][0])],
        UnknownSku = [.. Single.Where(sku => !_known.Contains(sku)).Select(sku => _bySku[sku][0])],
        NoSku = _noSku,
        DoubleSku = [.. Ordered.Where(entry => entry.Listings.Count > 1).SelectMany(entry => entry.Listings)],
    };
}
