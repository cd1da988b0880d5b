using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Testing;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Audit;
using PosIntegration.Replay;

namespace PosIntegration.Tests.Audit;

public sealed class MarketAuditTests : IAsyncLifetime
{
    private static readonly Sku Mug = new("MUG");
    private static readonly string Listing = MarketDesk.ExternalId("market", Mug);

    private readonly TestInventory _inventory = new();

    // Without keys it writes a repeat again, as a marketplace that knows nothing of them would.
    private readonly SimulatedMarketplace _market = new(new SimulatedMarketplaceOptions { Name = "market", IdempotencyKeys = false }, new VirtualTimeProvider());

    public Task InitializeAsync()
    {
        _market.AddListing(Listing, Mug.Value, 10);
        return _inventory.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _market.Dispose();
        await _inventory.DisposeAsync();
    }

    [Fact]
    public async Task Stale_QuantitiesInOrder_FindsNothing()
    {
        await PushAsync("a", 9);
        await PushAsync("b", 8);

        var (landed, findings) = new MarketAudit(_market).Stale();

        Assert.Equal((2, 0), (landed, findings.Count));
    }

    [Fact]
    public async Task Stale_OlderQuantityAfterANewerOne_IsFound()
    {
        await PushAsync("a", 9);
        await PushAsync("b", 8);
        await PushAsync("a", 9);

        var (_, findings) = new MarketAudit(_market).Stale();

        Assert.Contains($"{Listing}: 9 landed at", Assert.Single(findings.First), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lost_OrderThatNobodyBooked_IsFound()
    {
        Assert.True(_market.TryBuy(Listing, 2, out var order));

        var (orders, _, findings) = new MarketAudit(_market).Lost(await _inventory.ReadBookAsync(), []);

        Assert.Equal(1, orders);
        Assert.Equal([$"{order.OrderId}, MUG: on hand 0 and reserved 2 by the marketplace, 0 and 0 in the ledger"], findings.First);
    }

    [Fact]
    public async Task Lost_OrderInTheDeadLetters_IsNotLost()
    {
        Assert.True(_market.TryBuy(Listing, 2, out var order));
        var letter = new DeadLetter
        {
            Id = Guid.CreateVersion7(),
            Kind = DeadLetterKind.Order,
            Channel = new ChannelId("market"),
            Key = order.OrderId,
            Cause = "unknown SKU",
            At = order.PlacedAt,
            Status = DeadLetterStatus.Open,
        };

        var (_, dead, findings) = new MarketAudit(_market).Lost(await _inventory.ReadBookAsync(), [letter]);

        Assert.Equal((1, 0), (dead, findings.Count));
    }

    [Fact]
    public async Task WritesSince_AMoment_CountsLaterOnesAlone()
    {
        await PushAsync("a", 9);

        Assert.Equal(0, new MarketAudit(_market).WritesSince(_market.Time.GetUtcNow()));
        Assert.Equal(1, new MarketAudit(_market).WritesSince(_market.Time.GetUtcNow() - TimeSpan.FromSeconds(1)));
    }

    private Task<IReadOnlyList<PushResult>> PushAsync(string key, long quantity) => new SimulatedChannelAdapter(_market).PushAsync(
        [new QuantityPush { Sku = Mug, ExternalId = Listing, Quantity = quantity, IdempotencyKey = key }]);
}
