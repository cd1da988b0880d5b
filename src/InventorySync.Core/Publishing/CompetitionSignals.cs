using InventorySync.Allocation;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>Where a channel begins or ends to list an article that is divided, brings the others up to date: their quotas changed with it.</summary>
/// <remarks>Has no loop of its own: it hears of listings for the application's life. Safe from any thread.</remarks>
internal sealed class CompetitionSignals : ISignalReceiver, ILoop
{
    private readonly AllocationRuleSet _rules;
    private readonly ICatalog _catalog;
    private readonly BroadcastSignals _signals;

    public CompetitionSignals(AllocationRuleSet rules, ICatalog catalog, BroadcastSignals signals)
    {
        _rules = rules;
        _catalog = catalog;
        _signals = signals;
    }

    /// <summary>Before the dispatchers, which read their listings at start.</summary>
    public LoopStage Stage => LoopStage.Engine;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _signals.Subscribe(this);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _signals.Unsubscribe(this);
        return Task.CompletedTask;
    }

    /// <summary>A listing was added or removed, in this process or another, or something else of it changed.</summary>
    public void OnListingChanged(ChannelId channel, Sku sku)
    {
        if (_rules.DividesAny && AllocationRuleSet.Divides(_rules.Of(sku, _catalog.FindItem(sku)?.Category)))
        {
            _signals.SkuChanged(sku);
        }
    }

    public void OnSkuChanged(Sku sku)
    {
        // Every dispatcher hears of it already.
    }

    public void OnOwnOrderChanged(ChannelId channel, Sku sku)
    {
        // An order does not change who lists what.
    }

    public void OnEverythingChanged()
    {
        // Every dispatcher looks at everything already.
    }
}
