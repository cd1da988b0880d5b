using InventorySync.Channels;
using InventorySync.Simulation.Processes;
using InventorySync.Simulation.Sabotages;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;
using InventorySync.Testing;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Simulation.Marketplaces;

/// <summary>One marketplace of the world, with what the auditor keeps of it.</summary>
internal sealed class Market
{
    private readonly VirtualTimeProvider _clock;
    private readonly SimulatedChannelAdapter _adapter;
    private readonly TamperedPushes _pushes;
    private readonly Trace _trace;

    public Market(MarketPlan plan, IReadOnlyList<Sku> skus, VirtualTimeProvider clock, Trace trace, Sabotage sabotage)
    {
        Plan = plan;
        Id = new ChannelId(plan.Name);
        Place = new SimulatedMarketplace(plan.Marketplace, clock);
        _clock = clock;
        _adapter = new SimulatedChannelAdapter(Place);
        _pushes = new TamperedPushes(_adapter, sabotage, clock);
        _trace = trace;
        Skus = skus;
        foreach (var sku in skus)
        {
            Place.AddListing(ListingOf(sku), sku.Value);
        }
    }

    public MarketPlan Plan { get; }

    public ChannelId Id { get; }

    public SimulatedMarketplace Place { get; }

    /// <summary>What is sold there.</summary>
    public IReadOnlyList<Sku> Skus { get; }

    public PushLog Pushes { get; } = new();

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>When the last reading of the orders began that came to their end.</summary>
    public DateTimeOffset? OrdersReadFrom { get; set; }

    /// <summary>The marketplace's own id of an article.</summary>
    public string ListingOf(Sku sku) => $"{Plan.Name}/{sku}";

    /// <summary>What a notification says, as its receiver reads it.</summary>
    public NotificationContent Read(ChannelNotification notification) => _adapter.Receive(notification);

    public IChannelAdapter AdapterFor(Incarnation life) => new ProcessAdapter(this, _adapter, _pushes, life, _trace);
}
