using FsCheck;
using FsCheck.Fluent;
using InventorySync.Channels;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Intake.Orders;

/// <summary>Orders that come doubled, out of order, late or only by polling end where they would have ended in the right order.</summary>
public sealed class OrderHistoryProperties
{
    private const long Received = 1_000;

    /// <summary>An order's life: each step changes one count of one line.</summary>
    private static Gen<ChannelOrder[]> Lives(string id) =>
        from steps in Gen.Choose(0, 5).Select(Math.Abs)
        from changes in Gen.ArrayOf(Gen.Choose(0, 4).Zip(Gen.Choose(1, 2)), steps)
        from ordered in Gen.Choose(1, 9)
        select Live(id, ordered, changes);

    private static Gen<(ChannelOrder[] Order, int[] Arrivals)> Histories =>
        from first in Lives("1")
        from second in Lives("2")
        let snapshots = first.Concat(second).ToArray()
        from arrivals in Gen.ListOf(Gen.Choose(0, snapshots.Length - 1))
        select (snapshots, arrivals.ToArray());

    [Fact]
    public void Snapshots_DoubledReorderedAndLost_EndAsTheNewestOnceThatWasPolled() => Property.Holds(
        Histories,
        history =>
        {
            var newest = history.Order.GroupBy(order => order.OrderId).Select(group => group.MaxBy(order => order.UpdatedAt)!).ToArray();
            var expected = LevelsAfter(newest, []);
            Assert.Equal(expected, LevelsAfter([.. history.Arrivals.Select(index => history.Order[index])], newest));
            Assert.Equal(Expected(newest), expected);
        },
        count: 50);

    [Fact]
    public void Snapshots_WithASkuThatBecomesKnownLater_EndAsIfItHadBeenKnown() => Property.Holds(
        Histories,
        history =>
        {
            var arrived = history.Arrivals.Select(index => history.Order[index]).ToArray();
            var known = new Dictionary<string, (long, long)>();
            Run(async inventory =>
            {
                await inventory.ReceiveAsync("CUP", Received);
                await inventory.ReceiveAsync("VASE", Received);
                await inventory.ApplyAsync(arrived);
                known["CUP"] = await inventory.LevelAsync("CUP");
                known["VASE"] = await inventory.LevelAsync("VASE");
            });
            Run(async inventory =>
            {
                await inventory.ReceiveAsync("CUP", Received);
                await inventory.ApplyAsync(arrived);
                await inventory.ReceiveAsync("VASE", Received);
                foreach (var letter in await inventory.OpenLettersAsync())
                {
                    Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);
                }

                Assert.Equal(known["CUP"], await inventory.LevelAsync("CUP"));
                Assert.Equal(known["VASE"], await inventory.LevelAsync("VASE"));
                Assert.Empty(await inventory.OpenLettersAsync());
            });
        },
        count: 50);

    /// <summary>The levels after some snapshots came as notifications and others by the order pages.</summary>
    private static ((long OnHand, long Reserved) Cup, (long OnHand, long Reserved) Vase) LevelsAfter(ChannelOrder[] notified, ChannelOrder[] polled)
    {
        var levels = default(((long, long), (long, long)));
        Run(async inventory =>
        {
            await inventory.ReceiveAsync("CUP", Received);
            await inventory.ReceiveAsync("VASE", Received);
            await inventory.ApplyAsync(notified);
            foreach (var order in polled)
            {
                inventory.Shop.Put(order);
            }

            Assert.True(await inventory.Intake.CatchUpAsync(ShopId));
            levels = (await inventory.LevelAsync("CUP"), await inventory.LevelAsync("VASE"));
        });
        return levels;
    }

    /// <summary>What the newest snapshots mean for a warehouse: what left is gone, what came back is there, what is open is promised.</summary>
    private static ((long OnHand, long Reserved) Cup, (long OnHand, long Reserved) Vase) Expected(ChannelOrder[] newest)
    {
        return (Of("CUP"), Of("VASE"));

        (long, long) Of(string sku)
        {
            var lines = newest.SelectMany(order => order.Lines).Where(line => line.Sku == sku).ToArray();
            return (
                Received - lines.Sum(line => line.Fulfilled - line.Returned),
                lines.Sum(line => Math.Max(0, line.Ordered - line.Cancelled - line.Fulfilled)));
        }
    }

    private static ChannelOrder[] Live(string id, int ordered, (int What, int Units)[] changes)
    {
        var cup = Line("CUP", ordered);
        var vase = Line("VASE", ordered + 1, lineId: "2");
        var life = new List<ChannelOrder> { Order(id, 1, cup, vase) };
        foreach (var (what, units) in changes)
        {
            cup = what switch
            {
                0 => cup with { Cancelled = Math.Min(cup.Cancelled + units, cup.Ordered - cup.Fulfilled) },
                1 => cup with { Fulfilled = Math.Min(cup.Fulfilled + units, cup.Ordered - cup.Cancelled) },
                2 => cup with { Returned = Math.Min(cup.Returned + units, cup.Fulfilled) },
                3 => cup with { Ordered = cup.Ordered + units },
                _ => cup,
            };
            vase = what == 4 ? vase with { Fulfilled = Math.Min(vase.Fulfilled + units, vase.Ordered) } : vase;
            life.Add(Order(id, life.Count + 1, cup, vase));
        }

        return [.. life];
    }
}
