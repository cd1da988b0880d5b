using InventorySync.Allocation;
using InventorySync.Broadcast.Dispatch;
using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Diagnostics;
using InventorySync.Publishing;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Broadcast;

/// <summary>
/// The real dispatchers on virtual time and one thread, over the real store and catalogue. What channels are to show, the
/// channels themselves and their orders are the test's.
/// </summary>
internal sealed class BroadcastUnderTest : IDisposable
{
    private readonly InventorySyncMeter _meter = new();
    private readonly List<SalesChannel> _channels = [];
    private readonly IInventoryStore _dispatchersStore;
    private BroadcastLoop? _loop;
    private DelayBook? _delays;

    /// <param name="store">What the dispatchers see instead of <see cref="Store"/>, which must be behind it.</param>
    public BroadcastUnderTest(Func<IInventoryStore, IInventoryStore>? store = null)
    {
        // xunit's context would carry continuations to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        Runtime = new LoopRuntime(Time, new Random(1), inlineContinuations: true);
        _dispatchersStore = store?.Invoke(Store) ?? Store;
        Catalog = new InventoryCatalog(Store, Signals, Runtime);
    }

    public VirtualTimeProvider Time { get; } = new();

    public LoopRuntime Runtime { get; }

    public InMemoryInventoryStore Store { get; } = new();

    public BroadcastSignals Signals { get; } = new();

    public ICatalog Catalog { get; }

    public ScriptedPublication Publication { get; } = new();

    public ScriptedOrders Orders { get; } = new();

    /// <summary>What is measured of the channels' delays, of those added before the first use.</summary>
    public DelayBook Delays => _delays ??= new DelayBook(new ChannelRegistry(_channels));

    public BroadcastLoop Loop => _loop ??= CreateLoop();

    public IBroadcast Broadcast => new ChannelBroadcast(Loop, Store);

    public IListings Listings => new ListingBook(
        Loop,
        new ChannelRegistry(_channels),
        Store,
        Catalog,
        new CompetitionSignals(new AllocationRuleSet(new SharedAllocation()), Catalog, Signals),
        Runtime);

    /// <summary>A descriptor that stands in no test's way: quick, large batches, no sales of its own.</summary>
    public static ChannelDescriptor Plain { get; } = new()
    {
        Kind = "test",
        BatchSizeMax = 100,
        CallsPerSecond = 1_000,
        CallBurst = 1_000,
        LowersOnSale = false,
    };

    public static ChannelId Shop { get; } = new("shop");

    public ScriptedAdapter Add(ChannelDescriptor descriptor, Action<ChannelOptions>? configure = null, string id = "shop") =>
        Add(new ScriptedAdapter(descriptor), configure, id);

    public T Add<T>(T adapter, Action<ChannelOptions>? configure = null, string id = "shop")
        where T : IChannelAdapter
    {
        var options = new ChannelOptions { CompareInterval = null };
        configure?.Invoke(options);
        _channels.Add(new SalesChannel(new ChannelId(id), adapter, options));
        return adapter;
    }

    /// <summary>Stores a listing, and lets the channel show what it acknowledged.</summary>
    public void Map(string sku, long? acknowledged, Func<Listing, Listing>? with = null, string channel = "shop")
    {
        var row = new Listing
        {
            Channel = new ChannelId(channel),
            Sku = new Sku(sku),
            ExternalId = sku,
            Acknowledged = acknowledged,
            AcknowledgedAt = acknowledged is null ? null : Time.GetUtcNow() - TimeSpan.FromHours(1),
        };
        Store.Listings.SaveAsync([with?.Invoke(row) ?? row]).GetAwaiter().GetResult();
        if (acknowledged is { } shown && _channels.Single(known => known.Id.Value == channel).Adapter is ScriptedAdapter adapter)
        {
            adapter.Shown[sku] = shown;
            Publication.Set(sku, shown);
        }
    }

    /// <summary>Makes a SKU a kit of another.</summary>
    public void Kit(string kit, string component) =>
        Catalog.SaveAsync(new CatalogItem { Sku = new Sku(kit), Components = [new KitComponent(new Sku(component), 2)] }).GetAwaiter().GetResult();

    public Listing Row(string sku, string channel = "shop") => Store.Listings.FindAsync(new ChannelId(channel), new Sku(sku)).GetAwaiter().GetResult()!;

    public ChannelStatus Status(string channel = "shop") => Loop.Get(new ChannelId(channel)).Status;

    public BroadcastUnderTest Start()
    {
        Loop.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        return this;
    }

    public void Stop() => Time.Run(() => Loop.StopAsync(CancellationToken.None));

    /// <summary>The process dies: what is under way is not waited for, and nothing more is saved. The next use starts anew.</summary>
    public void Crash()
    {
        Time.Run(() => Loop.StopAsync(new CancellationToken(canceled: true)));
        Loop.Dispose();
        _loop = null;
    }

    /// <summary>Stock was sold, so that channels are to show this.</summary>
    public void Sold(string sku, long quantity)
    {
        Publication.Set(sku, quantity);
        Signals.SkuSold(new Sku(sku));
    }

    /// <summary>Stock was counted or received, so that channels are to show this.</summary>
    public void Changed(string sku, long quantity)
    {
        Publication.Set(sku, quantity);
        Signals.SkuChanged(new Sku(sku));
    }

    /// <summary>An order of the channel's own was applied, so that channels are to show this.</summary>
    public void OwnOrder(string sku, long quantity, string channel = "shop")
    {
        Publication.Set(sku, quantity);
        Signals.OwnOrderChanged(new ChannelId(channel), new Sku(sku));
        Signals.SkuSold(new Sku(sku));
    }

    public void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public void Dispose()
    {
        _loop?.Dispose();
        _meter.Dispose();
    }

    private BroadcastLoop CreateLoop() => new(
        new ChannelRegistry(_channels),
        Signals,
        new BroadcastParts(
            _dispatchersStore,
            Catalog,
            Publication,
            Orders,
            Runtime,
            new SyncLog(_dispatchersStore.Channels, 1_000, Runtime, NullLogger.Instance),
            new BroadcastMetrics(_meter),
            NullLogger.Instance,
            Delays));
}
