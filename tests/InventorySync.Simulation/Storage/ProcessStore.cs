using InventorySync.Storage;
using InventorySync.Storage.Coordination;

namespace InventorySync.Simulation.Storage;

/// <summary>The durable store as one incarnation reaches it: each part behind its <see cref="StoreDoor"/>.</summary>
internal sealed class ProcessStore : IInventoryStore
{
    private readonly IInventoryStore _durable;
    private readonly StoreDoor _door;

    public ProcessStore(IInventoryStore durable, StoreDoor door, IStoreCoordination? coordination = null)
    {
        Coordination = coordination;
        _durable = durable;
        _door = door;
        Ledger = new ProcessLedger(durable.Ledger, door);
        Catalog = new ProcessCatalog(durable.Catalog, door);
        Listings = new ProcessListings(durable.Listings, door);
        Inbox = new ProcessInbox(durable.Inbox, door);
        DeadLetters = new ProcessDeadLetters(durable.DeadLetters, door);
        Rules = new ProcessRules(durable.Rules, door);
        Channels = new ProcessChannels(durable.Channels, door);
    }

    public ILedgerStore Ledger { get; }

    public ICatalogStore Catalog { get; }

    public IListingStore Listings { get; }

    public IInboxStore Inbox { get; }

    public IDeadLetterStore DeadLetters { get; }

    public IChannelStore Channels { get; }

    public IRuleStore Rules { get; }

    public IStoreCoordination? Coordination { get; }

    public InventorySync.Storage.Queries.IInventoryQueries Queries => _durable.Queries;

    public Task InitializeAsync(CancellationToken cancellationToken = default) =>
        _door.CallAsync("initialize", () => _durable.InitializeAsync(CancellationToken.None), cancellationToken);
}
