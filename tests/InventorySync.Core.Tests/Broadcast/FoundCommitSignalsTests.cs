using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Broadcast;

public sealed class FoundCommitSignalsTests
{
    private static readonly ChannelId Channel = new("meli");
    private static readonly Sku Cup = new("CUP");
    private static readonly Sku Set = new("SET");

    [Theory]
    [InlineData(OperationKind.Sell, false)]
    [InlineData(OperationKind.RecordOrder, true)]
    public async Task OnFound_ACommitWhoseAnswerWasLost_TellsTheChannelsAllTheSame(OperationKind kind, bool isOwnOrder)
    {
        var signals = new BroadcastSignals();
        var catalog = new InventoryCatalog(new InMemoryInventoryStore(), signals, new LoopRuntime(new VirtualTimeProvider(), new Random(1), inlineContinuations: true));
        await catalog.SaveAsync(new CatalogItem { Sku = Set, Components = [new KitComponent(Cup, 2)] });
        var heard = new Listener();
        signals.Subscribe(heard);

        new CommitSignals(signals, new ChannelRegistry([]), catalog).OnFound(Found(kind), isRepeat: false);

        Assert.Equal([Cup], heard.Changed);
        Assert.Equal(isOwnOrder ? [Cup, Set] : [], heard.OwnOrders);
    }

    private static RecordedOperation Found(OperationKind kind) => new()
    {
        Record = new OperationRecord
        {
            Id = new OperationId("found"),
            Kind = kind,
            Status = OutcomeStatus.Applied,
            OccurredAt = DateTimeOffset.UnixEpoch,
            Channel = Channel,
        },
        Movements =
        [
            new Movement
            {
                Sku = Cup,
                Location = new LocationId("store"),
                Version = 1,
                Operation = new OperationId("found"),
                Kind = kind,
                OnHandDelta = 0,
                ReservedDelta = 1,
                OnHand = 0,
                Reserved = 1,
                OccurredAt = DateTimeOffset.UnixEpoch,
                RecordedAt = DateTimeOffset.UnixEpoch,
            },
        ],
    };

    private sealed class Listener : ISignalReceiver
    {
        public List<Sku> Changed { get; } = [];

        public List<Sku> OwnOrders { get; } = [];

        public void OnSkuChanged(Sku sku) => Changed.Add(sku);

        public void OnSkuSold(Sku sku) => Changed.Add(sku);

        public void OnOwnOrderChanged(ChannelId channel, Sku sku) => OwnOrders.Add(sku);

        public void OnEverythingChanged()
        {
        }

        public void OnListingChanged(ChannelId channel, Sku sku)
        {
        }
    }
}
