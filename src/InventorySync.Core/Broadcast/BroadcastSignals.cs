using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Carries "these SKUs changed" from whoever changes something to the dispatchers: signals, never quantities.</summary>
/// <remarks>Safe from any thread. Subscribers only note the signal; they must return at once and not throw.</remarks>
internal sealed class BroadcastSignals
{
    private volatile ISignalReceiver[] _receivers = [];

    public void Subscribe(ISignalReceiver receiver)
    {
        ISignalReceiver[] before;
        do
        {
            before = _receivers;
        }
        while (Interlocked.CompareExchange(ref _receivers, [.. before, receiver], before) != before);
    }

    public void Unsubscribe(ISignalReceiver receiver)
    {
        ISignalReceiver[] before;
        do
        {
            before = _receivers;
        }
        while (Interlocked.CompareExchange(ref _receivers, [.. before.Where(r => r != receiver)], before) != before);
    }

    /// <summary>The signals of one commit, or of what other processes did, follow. Whoever calls it always calls <see cref="CommitEnd"/> after it.</summary>
    public void CommitBegin()
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnCommitBegin();
        }
    }

    /// <summary>All signals of the commit are given.</summary>
    public void CommitEnd()
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnCommitEnd();
        }
    }

    /// <summary>The stock or the item of a SKU changed; kits made of it are the receivers' business.</summary>
    public void SkuChanged(Sku sku)
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnSkuChanged(sku);
        }
    }

    /// <summary>
    /// Sales, holds or their release moved the stock of a SKU, and nothing else did: as <see cref="SkuChanged"/>, but an article
    /// that sells out by it is no accident, so it does not count towards the blast radius.
    /// </summary>
    public void SkuSold(Sku sku)
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnSkuSold(sku);
        }
    }

    /// <summary>The channel itself sold or got back units of a SKU, so it may have changed its own quantity.</summary>
    public void OwnOrderChanged(ChannelId channel, Sku sku)
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnOwnOrderChanged(channel, sku);
        }
    }

    /// <summary>Rules or locations changed: every listing of every channel has to be looked at.</summary>
    public void EverythingChanged()
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnEverythingChanged();
        }
    }

    /// <summary>A listing was added, mapped anew, held, released or retried.</summary>
    public void ListingChanged(ChannelId channel, Sku sku)
    {
        foreach (var receiver in _receivers)
        {
            receiver.OnListingChanged(channel, sku);
        }
    }
}
