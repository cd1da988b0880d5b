using InventorySync.Channels;
using InventorySync.Storage.Coordination;

namespace InventorySync.Broadcast;

/// <summary>Turns changes of stock and orders, this process's own or another's, into signals for the dispatchers.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class ChangeSignals
{
    private readonly BroadcastSignals _signals;
    private readonly ChannelRegistry _channels;

    public ChangeSignals(BroadcastSignals signals, ChannelRegistry channels)
    {
        _signals = signals;
        _channels = channels;
    }

    /// <summary>Passes a change on; one of another kind is nothing to signal.</summary>
    public void Pass(in StoreChange change)
    {
        switch (change.Kind)
        {
            case StoreChangeKind.OwnOrder:
                _signals.OwnOrderChanged(change.Channel, change.Sku);
                break;

            // It ends the subtracting, and concerns no other channel.
            case StoreChangeKind.OwnOrderShipped when _channels.Find(change.Channel) is { Descriptor.SubtractsOwnOpenOrders: true }:
                _signals.OwnOrderChanged(change.Channel, change.Sku);
                break;
            case StoreChangeKind.Stock:
                _signals.SkuChanged(change.Sku);
                break;
            case StoreChangeKind.Sold:
                _signals.SkuSold(change.Sku);
                break;
        }
    }
}
