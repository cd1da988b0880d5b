using InventorySync.Allocation;
using InventorySync.Buffers;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Publishing;

/// <summary>A shop written in a few words: locations, stock, items and rules, and what its one channel shows.</summary>
internal sealed class Shop
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 14, 12, 0, 0, TimeSpan.Zero);

    public List<Location> Locations { get; } = [Items.Location("main"), Items.Location("store-1"), Items.Location("store-2")];

    public List<Level> Levels { get; } = [];

    public List<CatalogItem> CatalogItems { get; } = [];

    public List<BufferRule> Rules { get; } = [];

    public ChannelOptions Options { get; } = new();

    public ChannelDescriptor Descriptor { get; init; } = new() { Kind = "test" };

    public IAllocationStrategy Allocation { get; init; } = new SharedAllocation();

    public DateTimeOffset Now { get; init; } = Noon;

    public Shop Has(string sku, string location, long onHand, long reserved = 0)
    {
        Levels.Add(new Level(new Sku(sku), new LocationId(location), onHand, reserved, Version: 1));
        return this;
    }

    public Shop Knows(params CatalogItem[] items)
    {
        CatalogItems.AddRange(items);
        return this;
    }

    public Shop HoldsBack(Action<BufferRulesBuilder> configure)
    {
        var builder = new BufferRulesBuilder();
        configure(builder);
        Rules.AddRange(builder.Build());
        return this;
    }

    public Shop ServedFrom(params string[] locations)
    {
        foreach (var location in locations)
        {
            Options.Locations.Add(location);
        }

        return this;
    }

    public long Shows(string sku) => Reckon(sku, terms: null);

    public Explanation Explains(string sku)
    {
        List<ExplanationTerm> terms = [];
        var published = Reckon(sku, terms);
        return new Explanation { Sku = new Sku(sku), Channel = new ChannelId("shop"), At = Now, Terms = terms, Published = published };
    }

    private long Reckon(string sku, List<ExplanationTerm>? terms)
    {
        var channel = new SalesChannel(new ChannelId("shop"), new SilentAdapter { Descriptor = Descriptor }, Options);
        var other = new SalesChannel(new ChannelId("other"), new SilentAdapter(), new ChannelOptions());
        var catalog = CatalogSnapshot.Empty.With(Locations).With(CatalogItems);
        var stock = new StockView([.. Levels.OrderBy(level => level.Key)]);
        var calculator = new QuantityCalculator(
            new BufferRuleSet(Rules), new QuotaCalculator(new AllocationRuleSet(Allocation), new ChannelRegistry([channel, other])));
        return calculator.Published(new PublishingContext(new Sku(sku), channel, catalog, stock, Now), terms);
    }
}
