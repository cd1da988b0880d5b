using InventorySync.Channels;
using InventorySync.Testing.Conformance.Skipping;
using Xunit;

namespace InventorySync.Testing.Conformance;

public abstract partial class ChannelAdapterConformance
{
    // A runaway cursor must end a test, not hang it.
    private const int PagesMax = 1_000;

    /// <summary>The stock that is read is what the channel has, whoever set it; listings that it does not know are left out.</summary>
    [ConformanceFact]
    public Task ReadStock_PushedEditedAndUnknown_IsWhatTheChannelHas() => CheckAsync(async () =>
    {
        var reader = Needs<IStockReader>();
        var pushed = await Channel.AddListingAsync(10);
        var edited = await Channel.AddListingAsync(10);
        await PushToEndAsync(NewPush(pushed, 3, 10));
        await Channel.SetQuantityAsync(edited.ExternalId, 8);
        await Channel.SettleAsync();

        var stock = new Dictionary<string, long>();
        foreach (var ids in new[] { pushed.ExternalId, edited.ExternalId, Unknown().ExternalId }.Chunk(Descriptor.BatchSizeMax))
        {
            foreach (var (id, quantity) in await reader.ReadStockAsync(ids))
            {
                stock.Add(id, quantity);
            }
        }

        Assert.Equal(2, stock.Count);
        Assert.Equal(3, stock[pushed.ExternalId]);
        Assert.Equal(8, stock[edited.ExternalId]);
    });

    /// <summary>The listings that are read hold each listing once, with its SKU, over however many pages.</summary>
    [ConformanceFact]
    public Task ReadListings_SeveralPages_HoldEachListingOnce() => CheckAsync(async () =>
    {
        var reader = Needs<IListingReader>();
        var added = new List<ChannelListing>();
        for (var i = 0; i < ListingsTried; i++)
        {
            added.Add(await Channel.AddListingAsync(i));
        }

        await Channel.SettleAsync();
        var read = new List<ChannelListing>();
        await foreach (var listing in reader.ReadListingsAsync())
        {
            read.Add(listing);
        }

        Assert.Equal(read.Count, read.Select(listing => listing.ExternalId).Distinct(StringComparer.Ordinal).Count());
        foreach (var listing in added)
        {
            var found = Assert.Single(read, one => one.ExternalId == listing.ExternalId);
            Assert.Equal(listing.Sku, found.Sku);
            Assert.True(found.Quantity is null || found.Quantity == listing.Quantity, $"{found} has another quantity than {listing}.");
        }
    });

    /// <summary>Reading pages to the end gives every order; the same cursor read again gives them again.</summary>
    [ConformanceFact]
    public Task ReadOrders_PageByPage_GivesEveryOrderAndCanBeRepeated() => CheckAsync(async () =>
    {
        var reader = Needs<IOrderReader>();
        var listing = await Channel.AddListingAsync(OrdersTried);
        var placed = new List<string>();
        for (var i = 0; i < OrdersTried; i++)
        {
            placed.Add(await PlaceOrderAsync(listing, 1));
        }

        await Channel.SettleAsync();
        var (read, _) = await ReadToEndAsync(reader, null);
        var (again, _) = await ReadToEndAsync(reader, null);

        Assert.Empty(placed.Except(read.Keys, StringComparer.Ordinal));
        Assert.Equal(read.Keys.Order(StringComparer.Ordinal), again.Keys.Order(StringComparer.Ordinal));
        var line = Assert.Single(read[placed[0]].Lines);
        Assert.Equal(1, line.Ordered);
        Assert.True(line.ExternalId == listing.ExternalId || line.Sku == listing.Sku, $"{line} names neither the listing nor the SKU.");
    });

    /// <summary>From the cursor on come the orders that changed since: new ones, and old ones with counts that only grow.</summary>
    [ConformanceFact]
    public Task ReadOrders_FromACursor_GivesWhatChangedSince() => CheckAsync(async () =>
    {
        var reader = Needs<IOrderReader>();
        var listing = await Channel.AddListingAsync(10);
        var old = await PlaceOrderAsync(listing, 2);
        await Channel.SettleAsync();
        var (before, cursor) = await ReadToEndAsync(reader, null);

        var young = await PlaceOrderAsync(listing, 1);
        await Channel.CancelOrderAsync(old);
        await Channel.SettleAsync();
        var (since, _) = await ReadToEndAsync(reader, cursor);

        Assert.True(since.ContainsKey(young), "The order placed since is missing.");
        Assert.True(since.TryGetValue(old, out var cancelled), "The order cancelled since is missing.");
        Assert.True(cancelled.UpdatedAt > before[old].UpdatedAt, "The changed order is not newer than it was.");
        Assert.Equal(before[old].PlacedAt, cancelled.PlacedAt);
        var line = Assert.Single(cancelled.Lines);
        Assert.Equal(before[old].Lines[0].LineId, line.LineId);
        Assert.Equal(2, line.Ordered);
        Assert.Equal(2, line.Cancelled);
    });

    /// <summary>An order that is placed while pages are read is read before the end or from the last cursor.</summary>
    [ConformanceFact]
    public Task ReadOrders_OrderPlacedBetweenPages_IsNotMissed() => CheckAsync(async () =>
    {
        var reader = Needs<IOrderReader>();
        var listing = await Channel.AddListingAsync(OrdersTried + 1);
        var placed = new List<string>();
        for (var i = 0; i < OrdersTried; i++)
        {
            placed.Add(await PlaceOrderAsync(listing, 1));
        }

        await Channel.SettleAsync();
        var first = await reader.ReadOrdersAsync(null);
        placed.Add(await PlaceOrderAsync(listing, 1));
        await Channel.CancelOrderAsync(placed[0]);
        await Channel.SettleAsync();
        var (rest, _) = await ReadToEndAsync(reader, first.Cursor);

        Assert.Empty(placed.Except(first.Orders.Select(order => order.OrderId).Concat(rest.Keys), StringComparer.Ordinal));
        Assert.Equal(1, rest[placed[0]].Lines[0].Cancelled);
    });

    /// <summary>The channel's own quantity after a sale and its cancellation is what the descriptor says.</summary>
    [ConformanceFact]
    public Task Quantity_AfterASaleAndItsCancellation_IsAsDeclared() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        var order = await PlaceOrderAsync(listing, 3);
        var lowers = Descriptor.LowersOnSale && !Descriptor.SubtractsOwnOpenOrders;
        await AssertQuantityAsync(listing, lowers ? 7 : 10);

        await Channel.CancelOrderAsync(order);

        await AssertQuantityAsync(listing, lowers && !Descriptor.RestoresOnCancellation ? 7 : 10);
    });

    /// <summary>How many listings are created to see paging.</summary>
    /// <value>30</value>
    protected virtual int ListingsTried => 30;

    /// <summary>How many orders are placed to see paging.</summary>
    /// <value>12</value>
    protected virtual int OrdersTried => 12;

    /// <summary>Reads to the end. Of an order that comes on several pages, the newest state counts.</summary>
    private static async Task<(Dictionary<string, ChannelOrder> Orders, string? Cursor)> ReadToEndAsync(IOrderReader reader, string? cursor)
    {
        var orders = new Dictionary<string, ChannelOrder>(StringComparer.Ordinal);
        for (var pages = 1; ; pages++)
        {
            var page = await reader.ReadOrdersAsync(cursor);
            foreach (var order in page.Orders)
            {
                orders[order.OrderId] = orders.TryGetValue(order.OrderId, out var known) && known.UpdatedAt > order.UpdatedAt ? known : order;
            }

            cursor = page.Cursor ?? cursor;
            if (!page.HasMore)
            {
                return (orders, cursor);
            }

            Assert.True(pages < PagesMax, $"After {PagesMax} pages there is still more: the cursor does not move on.");
        }
    }
}
