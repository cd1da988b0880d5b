using InventorySync.Allocation;
using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Publishing;
using InventorySync.Stock;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>The examples of the page on allocation.</summary>
public sealed class AllocationExamples
{
    [Fact]
    public async Task Strategies_OfThePage_DivideTheArticlesTheyAreFor()
    {
        await using var app = await ExampleApp.StartAsync(sync =>
        {
            sync.AddChannel<MyAdapter>("my-shop").AddChannel<MyAdapter>("meli-mx");
            sync.Allocation(allocation => allocation
                .Default(new ProportionalAllocation())                                    // by each channel's share of what was sold
                .ForCategory("glass", new PriorityAllocation(minimum: 2))                 // two for each, the rest by priority
                .ForCategory("toys", new VelocityAllocation())                            // everybody's quota lasts equally long
                .ForSku("CUP-01", new FixedAllocation(new Dictionary<ChannelId, long> { [new("my-shop")] = 10, [new("meli-mx")] = 5 }))
                .ForSku("CUP-02", new ProportionalAllocation(new Dictionary<ChannelId, decimal> { [new("my-shop")] = 60, [new("meli-mx")] = 30 }))
                .ForSku("CUP-03", new SharedAllocation()));
        });
        string[] skus = ["CUP-01", "CUP-02", "CUP-03", "PLATE-01"];
        foreach (var sku in skus)
        {
            ListingMapping[] listed = [.. new[] { "my-shop", "meli-mx" }.Select(channel => new ListingMapping { Channel = new(channel), Sku = new(sku), ExternalId = sku })];
            await app.Get<IListings>().SaveAsync(listed);
            await app.Stock.ApplyAsync(StockOperation.Receive(new OperationId($"delivery of {sku}"), new StockLine(new Sku(sku), 100, new LocationId("store-1"))));
        }

        var shown = skus.Select(async sku => (await app.Get<IPublication>().ExplainAsync(new Sku(sku), new ChannelId("my-shop"))).Published);

        long[] expected = [10, 60, 100, 50];
        Assert.Equal(expected, await Task.WhenAll(shown));
    }

    [Fact]
    public void OwnStrategy_OfThePage_GivesTheFirstChannelHalf()
    {
        var quotas = new long[2];
        AllocationChannel[] channels = [new() { Channel = new("my-shop"), Priority = 0 }, new() { Channel = new("meli-mx"), Priority = 1 }];

        new HalfForTheFirst().Divide(new AllocationContext(new("CUP-01"), null, 7, channels), quotas);

        Assert.Equal([4, 3], quotas);
    }

    private sealed class HalfForTheFirst : IAllocationStrategy
    {
        public string Name => "half-for-the-first";

        public void Divide(in AllocationContext context, Span<long> quotas)
        {
            quotas[0] = (context.Pool + 1) / 2;                 // channels come by priority, then by id
            if (quotas.Length > 1)
            {
                quotas[1] = context.Pool - quotas[0];
            }
        }
    }

    private sealed class MyAdapter : IChannelAdapter
    {
        public ChannelDescriptor Descriptor { get; } = new() { Kind = "my-shop" };

        public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
    }
}
