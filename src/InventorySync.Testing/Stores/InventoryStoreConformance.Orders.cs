using InventorySync.Intake;
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

    private static OrderState Order(string id, long version = 1) => new()
    {
        Key = new OrderKey(Market, id),
        PlacedAt = Noon.AddHours(-1),
        UpdatedAt = Noon,
        Lines = [new OrderLineState { Line = new OrderLine { LineId = "1", Sku = Tea.Sku, Ordered = 2 }, Components = [new(Tea.Sku, 1)] }],
        Version = version,
    };

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
