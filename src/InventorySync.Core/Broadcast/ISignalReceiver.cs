using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Notes the signals of <see cref="BroadcastSignals"/>. Every method returns at once and does not throw.</summary>
internal interface ISignalReceiver
{
    void OnSkuChanged(Sku sku);

    /// <summary>As <see cref="OnSkuChanged"/>, where nothing but sales is behind it.</summary>
    void OnSkuSold(Sku sku) => OnSkuChanged(sku);

    void OnOwnOrderChanged(ChannelId channel, Sku sku);

    void OnEverythingChanged();

    void OnListingChanged(ChannelId channel, Sku sku);

    /// <summary>The signals of one commit follow, one by one: whoever wakes up at a signal does so once, at their end.</summary>
    void OnCommitBegin()
    {
    }

    /// <summary>That was the last signal of the commit.</summary>
    void OnCommitEnd()
    {
    }
}
