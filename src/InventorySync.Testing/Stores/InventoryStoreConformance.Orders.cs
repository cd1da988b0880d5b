using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Orders: versions, whole states, counts.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>An order comes back whole: lines in their order, components, locations.</summary>
    [Fact]
    public async Task Commit_Order_ComesBackWhole()
    {
        var order = Order("o ü/1") with
        {
            Lines =
            [
                new OrderLineState
                {
                    Line = new OrderLine { LineId = "2", Sku = new Sku("KIT \"é\""), Ordered = 5, Cancelled = 1, Fulfilled = 2, Returned = 1, Location = South },
                    Components = [new(Tea.Sku, 2), new(Mug.Sku, 1)],
                },
                new OrderLineState { Line = new OrderLine { LineId = "1", Sku = Tea.Sku, Ordered = 0 }, Components = [new(Tea.Sku, 1)] },
            ],
        };
        await CommitAsync(Batch().Write(order));

        AssertSame(order, await OrderAsync("o ü/1"));
        await ReopenAsync();
        AssertSame(order, await OrderAsync("o ü/1"));
    }

    /// <summary>Each change is written over the version it was decided on; the same id on another channel is another order.</summary>
    [Fact]
    public async Task Commit_OrderChange_ReplacesItAndIsGuarded()
    {
        var other = Order("o1") with { Key = new OrderKey(Shop, "o1") };
        await CommitAsync(Batch().Write(Order("o1")).Write(other));
        var changed = Order("o1", version: 2) with { UpdatedAt = Noon.AddHours(1), Lines = [] };

        await CommitAsync(Batch().Write(changed));

        AssertSame(changed, await OrderAsync("o1"));
        await AssertGuardFailsAsync(Batch().Write(changed));
        await AssertGuardFailsAsync(Batch().Write(Order("o1")));
        await AssertGuardFailsAsync(Batch().Write(Order("o2", version: 2)));
        var keys = new LedgerKeys();
        keys.Orders.AddRange([other.Key, new OrderKey(Shop, "none"), changed.Key]);
        Assert.Equal([(Market, 2L), (Shop, 1)], (await Ledger.LoadAsync(keys)).Orders.Select(order => (order.Key.Channel, order.Version)).Order());
    }

    /// <summary>Orders are counted by the time of their placing, its start included and its end not.</summary>
    [Fact]
    public async Task CountOrders_Period_CountsStartAndNotEnd()
    {
        await CommitAsync(Batch()
            .Write(Order("o1") with { PlacedAt = Noon })
            .Write(Order("o2") with { PlacedAt = Noon.AddSeconds(1) })
            .Write(Order("o3") with { PlacedAt = Noon.AddSeconds(2) })
            .Write(Order("o1") with { Key = new OrderKey(Shop, "o1"), PlacedAt = Noon }));

        Assert.Equal(2, await Ledger.CountOrdersAsync(Market, Noon, Noon.AddSeconds(2)));
        Assert.Equal(0, await Ledger.CountOrdersAsync(Market, Noon.AddSeconds(3), Noon.AddDays(1)));
        Assert.Equal(1, await Ledger.CountOrdersAsync(Shop, Noon.AddDays(-1), Noon.AddDays(1)));
    }

    /// <summary>A channel's open units are those of its orders, by what was ordered: of a kit the kit's, not its components'.</summary>
    [Fact]
    public async Task ReadOpenOrderUnits_Mixed_SumsWhatIsOpenOfTheChannelsOrders()
    {
        Sku box = new("BOX"), gone = new("GONE");
        await CommitAsync(Batch()
            .Write(Order("o1") with { Lines = [Line("1", Tea.Sku, 5, cancelled: 1, fulfilled: 2), Line("2", Mug.Sku, 1), Line("3", Tea.Sku, 4), Line("4", box, 3)] })
            .Write(Order("o2") with { Lines = [Line("1", Tea.Sku, 5)] })
            .Write(Order("o3") with { Key = new OrderKey(Shop, "o3"), Lines = [Line("1", Tea.Sku, 7)] })
            .Write(Order("o4") with { Lines = [Line("1", gone, 7, cancelled: 3, fulfilled: 5)] })
            .Write(OrderHold("o5")));
        Sku[] asked = [Tea.Sku, box, gone, new("NEVER")];

        Assert.Equal([(box, 3L), (Tea.Sku, 11)], await OpenUnitsAsync(asked));
        await ReopenAsync();
        Assert.Equal([(box, 3L), (Tea.Sku, 11)], await OpenUnitsAsync(asked));

        await CommitAsync(Batch()
            .Write(Order("o1", version: 2) with { Lines = [Line("1", Tea.Sku, 5, fulfilled: 5), Line("3", Tea.Sku, 4, fulfilled: 1), Line("4", box, 3, fulfilled: 3)] })
            .Write(Order("o2", version: 2) with { Lines = [] }));
        Assert.Equal([(Tea.Sku, 3L)], await OpenUnitsAsync(asked));
        Assert.Empty(await OpenUnitsAsync([]));

        await AssertGuardFailsAsync(Batch().Write(Order("o2", version: 2) with { Lines = [Line("1", Tea.Sku, 9)] }));
        Assert.Equal([(Tea.Sku, 3L)], await OpenUnitsAsync(asked));
    }

    private static OrderLineState Line(string id, Sku sku, long ordered, long cancelled = 0, long fulfilled = 0) => new()
    {
        Line = new OrderLine { LineId = id, Sku = sku, Ordered = ordered, Cancelled = cancelled, Fulfilled = fulfilled },
        Components = sku == Tea.Sku || sku == Mug.Sku ? [new(sku, 1)] : [new(Tea.Sku, 2)],
    };

    private static Reservation OrderHold(string id) => Hold(id) with { Owner = ReservationOwner.Order(id), Channel = Market };

    private static OrderState Order(string id, long version = 1) => new()
    {
        Key = new OrderKey(Market, id),
        PlacedAt = Noon.AddHours(-1),
        UpdatedAt = Noon,
        Lines = [new OrderLineState { Line = new OrderLine { LineId = "1", Sku = Tea.Sku, Ordered = 2 }, Components = [new(Tea.Sku, 1)] }],
        Version = version,
    };

    private async Task<IEnumerable<(Sku Sku, long Units)>> OpenUnitsAsync(Sku[] asked) =>
        (await Ledger.ReadOpenOrderUnitsAsync(Market, asked)).Select(pair => (pair.Key, pair.Value)).Order();

    private async Task<OrderState?> OrderAsync(string id)
    {
        var keys = new LedgerKeys();
        keys.Orders.Add(new OrderKey(Market, id));
        return (await Ledger.LoadAsync(keys)).Orders.SingleOrDefault();
    }

    private static void AssertSame(OrderState expected, OrderState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Lines = actual.Lines }, actual);
        Assert.Equal(expected.Lines.Select(line => line.Line), actual.Lines.Select(line => line.Line));
        Assert.Equal(expected.Lines.Select(line => line.Components), actual.Lines.Select(line => line.Components));
    }
}
