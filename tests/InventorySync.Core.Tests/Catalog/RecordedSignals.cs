using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>Notes every signal, as text.</summary>
internal sealed class RecordedSignals : ISignalReceiver
{
    public List<string> All { get; } = [];

    public void OnSkuChanged(Sku sku) => All.Add($"sku {sku}");

    public void OnOwnOrderChanged(ChannelId channel, Sku sku) => All.Add($"own order {channel} {sku}");

    public void OnEverythingChanged() => All.Add("everything");

    public void OnListingChanged(ChannelId channel, Sku sku) => All.Add($"listing {channel} {sku}");
}
