using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;

namespace InventorySync.Broadcast;

/// <summary>Which signals a commit gives.</summary>
public sealed class CommitSignalsTests : ISignalReceiver
{
    private readonly List<string> _signals = [];
    private readonly CommitBatch _batch = new();

    [Theory]
    [InlineData(OperationKind.Sell, "sold A")]
    [InlineData(OperationKind.Reserve, "sold A")]
    [InlineData(OperationKind.RecordSale, "sold A")]
    [InlineData(OperationKind.Expire, "sold A")]
    [InlineData(OperationKind.Count, "changed A")]
    [InlineData(OperationKind.Adjust, "changed A")]
    [InlineData(OperationKind.Damage, "changed A")]
    [InlineData(OperationKind.Correct, "changed A")]
    public void Commit_OneMovement_SignalsItsSku(OperationKind kind, string expected)
    {
        Level("A");
        Operation(kind, (0, -1, 0));

        Assert.Equal([expected], Signals());
    }

    [Fact]
    public void Commit_SaleAndCountOfOneSku_CountsAsChanged()
    {
        Level("A");
        Operation(OperationKind.Sell, (0, -1, 0));
        Operation(OperationKind.Count, (0, -3, 0));

        Assert.Equal(["changed A"], Signals());
    }

    [Fact]
    public void Commit_LevelThatWasOnlyConfirmed_IsSilent()
    {
        Level("A");
        Level("B");
        Operation(OperationKind.Sell, (1, -1, 0));

        Assert.Equal(["sold B"], Signals());
    }

    [Fact]
    public void Order_TakesUnits_IsTheChannelsOwnFirst()
    {
        Level("A");
        Operation(OperationKind.RecordOrder, (0, 0, 2));
        Order("shop", Line("A", ordered: 2));

        Assert.Equal(["own shop A", "sold A"], Signals());
    }

    [Fact]
    public void Order_OfAKit_IsTheKitsOwn()
    {
        Level("A");
        Level("B");
        Operation(OperationKind.RecordOrder, (0, 0, 2), (1, 0, 1));
        Order("shop", Line("KIT", ordered: 1, components: ["A", "B"]));

        Assert.Equal(["own shop KIT", "sold A", "sold B"], Signals());
    }

    [Fact]
    public void Order_IsShipped_DoesNotMoveTheChannelsQuantity()
    {
        Level("A");
        Operation(OperationKind.RecordOrder, (0, -2, -2));
        Order("shop", Line("A", ordered: 2));

        Assert.Equal(["sold A"], Signals());
    }

    [Fact]
    public void Order_IsShippedOnAChannelThatSubtractsItsOpenOrders_EndsTheSubtracting()
    {
        Level("A");
        Operation(OperationKind.RecordOrder, (0, -2, -2));
        Order("subtracting", Line("A", ordered: 2));

        Assert.Equal(["own subtracting A", "sold A"], Signals());
    }

    [Fact]
    public void Order_OrderedAndCancelledBeforeItWasRead_MayHaveMovedTheChannelsQuantity()
    {
        Operation(OperationKind.RecordOrder);
        Order("shop", Line("A", ordered: 1, cancelled: 1));

        Assert.Equal(["own shop A"], Signals());
    }

    [Fact]
    public void Order_LineThatDidNotMove_IsSilent()
    {
        Level("A");
        Level("B");
        Level("C");
        Operation(OperationKind.RecordOrder, (1, 0, 1));
        Order("shop", Line("A", ordered: 1), Line("B", ordered: 2), Line("C", ordered: 1));

        Assert.Equal(["own shop B", "sold B"], Signals());
    }

    void ISignalReceiver.OnSkuChanged(Sku sku) => _signals.Add($"changed {sku}");

    void ISignalReceiver.OnSkuSold(Sku sku) => _signals.Add($"sold {sku}");

    void ISignalReceiver.OnOwnOrderChanged(ChannelId channel, Sku sku) => _signals.Add($"own {channel} {sku}");

    void ISignalReceiver.OnEverythingChanged() => _signals.Add("everything");

    void ISignalReceiver.OnListingChanged(ChannelId channel, Sku sku) => _signals.Add($"listing {channel} {sku}");

    private List<string> Signals()
    {
        var signals = new BroadcastSignals();
        signals.Subscribe(this);
        var channels = new ChannelRegistry(
        [
            new SalesChannel(new ChannelId("shop"), new ScriptedAdapter(BroadcastUnderTest.Plain), new ChannelOptions()),
            new SalesChannel(new ChannelId("subtracting"), new ScriptedAdapter(BroadcastUnderTest.Plain with { SubtractsOwnOpenOrders = true }), new ChannelOptions()),
        ]);
        new CommitSignals(signals, channels, Catalog(signals)).OnCommitted(_batch, []);
        return _signals;
    }

    private static InventoryCatalog Catalog(BroadcastSignals signals) =>
        new(new InMemoryInventoryStore(), signals, new LoopRuntime(new VirtualTimeProvider(), new Random(1), inlineContinuations: true));

    private void Level(string sku) => _batch.Levels.Add(new LevelChange
    {
        Key = new LevelKey(new Sku(sku), new LocationId("store")),
        OnHandDelta = 0,
        ReservedDelta = 0,
        MovementCount = 0,
        AvailableMin = long.MinValue,
        OnHandMin = long.MinValue,
    });

    private void Operation(OperationKind kind, params (int Level, long OnHand, long Reserved)[] movements)
    {
        var index = _batch.Operations.Count;
        _batch.Operations.Add(new OperationRecord
        {
            Id = new OperationId($"op-{index}"),
            Kind = kind,
            Status = OutcomeStatus.Applied,
            OccurredAt = default,
            MovementCount = movements.Length,
        });
        _batch.Movements.AddRange(movements.Select((movement, line) => new MovementDraft
        {
            Level = movement.Level,
            Operation = index,
            Line = line,
            OnHandDelta = movement.OnHand,
            ReservedDelta = movement.Reserved,
            VersionOffset = 1,
            OnHandOffset = movement.OnHand,
            ReservedOffset = movement.Reserved,
        }));
    }

    private void Order(string channel, params OrderLineState[] lines) => _batch.Orders.Add(new OrderChange(
        new OrderState { Key = new OrderKey(new ChannelId(channel), "1"), PlacedAt = default, UpdatedAt = default, Lines = lines, Version = 1 }, 0));

    private static OrderLineState Line(string sku, long ordered, long cancelled = 0, params string[] components) => new()
    {
        Line = new OrderLine { LineId = sku, Sku = new Sku(sku), Ordered = ordered, Cancelled = cancelled },
        Components = components.Length == 0 ? [new KitComponent(new Sku(sku), 1)] : [.. components.Select(component => new KitComponent(new Sku(component), 1))],
    };
}
