using InventorySync.Channels;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Testing.Tests.Marketplaces;

/// <summary>Laws of the model, each on many random marketplaces.</summary>
public sealed class SimulatedMarketplaceProperties
{
    private const int Seeds = 40;
    private const int Steps = 300;

    [Fact]
    public void NoBuyerEverGetsMoreThanIsShown() => ForAll(workload =>
    {
        var taking = workload.Market.History.Where(entry => entry.Kind == MarketplaceEventKind.Sold
            || (entry.Kind == MarketplaceEventKind.OrderEdited && entry.Units > 0)).ToList();

        Assert.All(taking, entry => Assert.InRange(entry.Units, 1, entry.ShownBefore));
        Assert.All(workload.Market.Listings, listing => Assert.InRange(listing.Quantity!.Value, 0, workload.Options.QuantityMax));
    });

    [Fact]
    public void NoBuyerIsRefusedWhatIsShown() => ForAll(workload => Assert.All(
        workload.Market.History.Where(entry => entry.Kind == MarketplaceEventKind.SaleRefused),
        entry => Assert.True(entry.Units > entry.ShownBefore, entry.ToString())));

    [Fact]
    public void OrdersAreCumulativeAndEachChangeIsNewer() => ForAll(workload =>
    {
        foreach (var order in workload.Snapshots.GroupBy(snapshot => snapshot.OrderId))
        {
            foreach (var (earlier, later) in order.Zip(order.Skip(1)))
            {
                Assert.True(later.UpdatedAt > earlier.UpdatedAt);
                Assert.Equal(earlier.PlacedAt, later.PlacedAt);
                foreach (var (before, after) in earlier.Lines.Zip(later.Lines))
                {
                    Assert.True(after.Cancelled >= before.Cancelled, $"{before} then {after}");
                    Assert.True(after.Fulfilled >= before.Fulfilled, $"{before} then {after}");
                    Assert.True(after.Returned >= before.Returned, $"{before} then {after}");
                    Assert.True(after.Cancelled + after.Fulfilled <= after.Ordered, after.ToString());
                    Assert.True(after.Returned <= after.Fulfilled, after.ToString());
                }
            }
        }
    });

    [Fact]
    public void HistoryAddsUpToTheListingsAndTheOrders() => ForAll(workload =>
    {
        var history = workload.Market.History;
        Assert.Equal(Enumerable.Range(1, history.Count).Select(i => (long)i), history.Select(entry => entry.Sequence));
        Assert.True(history.Zip(history.Skip(1)).All(pair => pair.First.At <= pair.Second.At));
        foreach (var listing in workload.Market.Listings)
        {
            var entries = history.Where(entry => entry.ExternalId == listing.ExternalId).ToList();
            Assert.Equal(ExpectedRecord(workload.Options, entries), workload.Market.Recorded(listing.ExternalId));
            Assert.Equal(listing.Quantity, entries[^1].Shown);
            Assert.True(entries.Zip(entries.Skip(1)).All(pair => pair.First.Shown == pair.Second.ShownBefore));

            var lines = workload.Market.Orders.SelectMany(order => order.Lines).Where(line => line.ExternalId == listing.ExternalId).ToList();
            Assert.Equal(lines.Sum(line => line.Ordered), Units(entries, MarketplaceEventKind.Sold) + Units(entries, MarketplaceEventKind.OrderEdited));
            Assert.Equal(lines.Sum(line => line.Cancelled), Units(entries, MarketplaceEventKind.Cancelled));
            Assert.Equal(lines.Sum(line => line.Fulfilled), Units(entries, MarketplaceEventKind.Fulfilled));
            Assert.Equal(lines.Sum(line => line.Returned), Units(entries, MarketplaceEventKind.Returned));
        }

        Assert.Equal(workload.Market.Orders.Sum(order => order.Lines.Sum(line => line.Ordered)), workload.Market.Totals.UnitsSold);
        Assert.Equal(workload.Market.Orders.Count, workload.Market.Totals.Orders);
    });

    [Fact]
    public void AnOlderQuantityIsNeverShownAfterANewerOne() => ForAll(workload =>
    {
        foreach (var listing in workload.Market.History.Where(entry => entry.ExternalId is not null).GroupBy(entry => entry.ExternalId))
        {
            var written = listing.Where(entry => entry.Kind == MarketplaceEventKind.Written).Select(entry => entry.Key!).ToList();
            var shown = listing.Where(entry => entry.Kind == MarketplaceEventKind.Shown).Select(entry => written.IndexOf(entry.Key!)).ToList();

            Assert.DoesNotContain(-1, shown);
            Assert.Equal(shown.Order(), shown);
            Assert.Equal(shown.Distinct().Count(), shown.Count);
        }
    });

    [Fact]
    public void WritesAreCarriedOutWithinTheirTimeAndOncePerKey() => ForAll(workload =>
    {
        var written = workload.Market.History.Where(entry => entry.Kind == MarketplaceEventKind.Written).ToList();
        // Each push has a key of its own and is sent once, so that a key which is written twice was carried out twice.
        Assert.Equal(written.Count, written.Select(entry => (entry.Key, entry.ExternalId)).Distinct().Count());
        var taken = workload.Market.History.Where(entry => entry.Kind == MarketplaceEventKind.WriteTaken).ToDictionary(entry => entry.Key!);
        Assert.All(
            written.Where(entry => taken.ContainsKey(entry.Key!)),
            entry => Assert.InRange(entry.At - taken[entry.Key!].At, TimeSpan.Zero, workload.Options.ConfirmationTimeMax));
    });

    [Fact]
    public void EveryOrderIsReadOnPagesWithItsNewestState() => ForAll(workload =>
    {
        var read = workload.ReadAllOrders();

        Assert.Equal(
            workload.Market.Orders.Select(order => (order.OrderId, order.UpdatedAt)),
            read.DistinctBy(order => order.OrderId).Select(order => (order.OrderId, order.UpdatedAt)));
    });

    [Fact]
    public void NotificationsArriveOrAreCountedAsLost() => ForAll(workload =>
    {
        Assert.Equal(0, workload.Market.NotificationsUnderWay);
        Assert.Equal(workload.Taken.Count, workload.Market.Totals.NotificationsTaken);
        var receiver = (INotificationReceiver)workload.Adapter;
        var keys = workload.Taken.Select(receiver.Receive).Select(content => content.Key).Distinct().Count();
        Assert.InRange(keys, workload.Snapshots.Count - workload.Market.Totals.NotificationsLost, workload.Snapshots.Count);
    });

    [Fact]
    public void TheSameSeedGivesTheSameRun() => TestSeed.Run(seed =>
    {
        var first = Ran(seed);
        var second = Ran(seed);
        var other = Ran(seed + 1);

        Assert.Equal(first.Market.History, second.Market.History);
        Assert.Equal(first.Time.GetUtcNow(), second.Time.GetUtcNow());
        Assert.NotEqual(first.Market.History, other.Market.History);
    });

    private static long Units(IEnumerable<MarketplaceEvent> entries, MarketplaceEventKind kind) =>
        entries.Where(entry => entry.Kind == kind).Sum(entry => entry.Units);

    /// <summary>The record, reckoned from the history by the rules of the options alone.</summary>
    private static long ExpectedRecord(SimulatedMarketplaceOptions options, IEnumerable<MarketplaceEvent> entries)
    {
        var record = 0L;
        foreach (var entry in entries)
        {
            record = entry.Kind switch
            {
                MarketplaceEventKind.ListingAdded or MarketplaceEventKind.EditedByHand or MarketplaceEventKind.Written => entry.Units,
                MarketplaceEventKind.Sold when Lowers(options) => record - entry.Units,
                MarketplaceEventKind.OrderEdited when entry.Units > 0 && Lowers(options) => record - entry.Units,
                MarketplaceEventKind.OrderEdited when entry.Units < 0 && Restores(options) => record - entry.Units,
                MarketplaceEventKind.Cancelled when Restores(options) => record + entry.Units,
                MarketplaceEventKind.Fulfilled when options.SubtractsOwnOpenOrders && options.LowersOnSale => record - entry.Units,
                _ => record,
            };
            record = Math.Clamp(record, 0, options.QuantityMax);
            Assert.Equal(record, entry.Recorded);
        }

        return record;
    }

    private static bool Lowers(SimulatedMarketplaceOptions options) => options.LowersOnSale && !options.SubtractsOwnOpenOrders;

    private static bool Restores(SimulatedMarketplaceOptions options) => options.RestoresOnCancellation && !options.SubtractsOwnOpenOrders;

    private static void ForAll(Action<MarketplaceWorkload> law) => TestSeed.Run(seed =>
    {
        var sold = 0L;
        var written = 0L;
        for (var i = 0; i < Seeds; i++)
        {
            var workload = Ran(seed + i);
            sold += workload.Market.Totals.UnitsSold;
            written += workload.Market.Totals.Writes;
            try
            {
                law(workload);
            }
            catch (Exception failure) when (i > 0)
            {
                throw new Xunit.Sdk.XunitException($"The run of seed {seed + i} breaks the law. {failure.Message}", failure);
            }
        }

        // A law that is never put to the test holds for nothing. One run may be all outages; all of them can't.
        Assert.True(sold > Seeds, $"only {sold} units were sold");
        Assert.True(written > Seeds, $"only {written} writes were carried out");
    });

    private static MarketplaceWorkload Ran(int seed)
    {
        var workload = new MarketplaceWorkload(seed);
        workload.Run(Steps);
        return workload;
    }
}
