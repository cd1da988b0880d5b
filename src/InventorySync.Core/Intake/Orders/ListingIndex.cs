using System.Collections.Frozen;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Intake.Orders;

/// <summary>Finds the SKUs behind each channel's own listing ids, from memory; signals mark what has to be read again.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class ListingIndex : ISignalReceiver
{
    private readonly FrozenDictionary<ChannelId, ChannelListings> _channels;

    public ListingIndex(ChannelRegistry channels, IInventoryStore store, LoopRuntime runtime, BroadcastSignals signals)
    {
        _channels = channels.All.ToFrozenDictionary(channel => channel.Id, channel => new ChannelListings(channel.Id, store.Listings, runtime));
        signals.Subscribe(this);
    }

    /// <summary>The SKUs that a registered channel lists under these ids; ids that no listing has are left out.</summary>
    public ValueTask<IReadOnlyDictionary<string, Sku[]>> FindAsync(
        ChannelId channel, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        _channels[channel].FindAsync(externalIds, cancellationToken);

    /// <summary>Anything may have changed: every channel's listings are read again.</summary>
    public void Forget()
    {
        foreach (var listings in _channels.Values)
        {
            listings.Forget();
        }
    }

    public void OnListingChanged(ChannelId channel, Sku sku)
    {
        if (_channels.TryGetValue(channel, out var listings))
        {
            listings.Mark(sku);
        }
    }

    public void OnSkuChanged(Sku sku)
    {
        // Stock does not change which listing stands for which SKU.
    }

    public void OnOwnOrderChanged(ChannelId channel, Sku sku)
    {
        // Nor does an order.
    }

    public void OnEverythingChanged()
    {
        // Nor do rules and locations.
    }
}
