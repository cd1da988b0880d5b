using InventorySync.Testing;
using InventorySync.Testing.Marketplaces;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>What the page of InventorySync.Testing shows.</summary>
public sealed class MarketplaceExamples
{
    [Fact]
    public void Marketplace_InMemory_SellsWhatItShows()
    {
        var time = new VirtualTimeProvider();
        var market = new SimulatedMarketplace(
            new SimulatedMarketplaceOptions
            {
                Name = "meli",
                Seed = 42,
                CompareAndSet = true,
                CallsPerSecond = 5,
                PropagationDelay = SimulatedDelay.Spread(p50: TimeSpan.FromSeconds(2), p99: TimeSpan.FromSeconds(30)),
                Faults = new SimulatedFaults { AnswerLostRate = 0.01, NotificationLostRate = 0.05, NotificationDoubledRate = 0.1 },
            },
            time);
        market.AddListing("MLM-1", sku: "SHIRT-M", quantity: 10);

        market.TryBuy("MLM-1", units: 2, out var order);   // true: 10 were shown
        time.Advance(TimeSpan.FromMinutes(5));             // notifications and written quantities arrive

        Assert.NotNull(order);
        Assert.Equal(0, market.Totals.UnitsSoldBeyondRecord);
    }
}
