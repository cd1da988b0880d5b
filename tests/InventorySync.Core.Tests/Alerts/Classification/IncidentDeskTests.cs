using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Alerts.Classification;

/// <summary>What was oversold, why, and what it costs.</summary>
public sealed class IncidentDeskTests
{
    [Fact]
    public void Classify_OrderOnAListingThatShowedThePublishedQuantity_BufferTooSmall() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 2);
        await AcknowledgeAsync(inventory, 2);
        inventory.Time.Advance(TimeSpan.FromMinutes(10));

        // The till sells both in the seconds between the buyer's order and our hearing of it.
        var placedAt = inventory.Time.GetUtcNow();
        inventory.Time.Advance(TimeSpan.FromSeconds(1));
        await SellAsync(inventory, 2);
        await inventory.ApplyAsync(Order("1", 0, Line("CUP", 1)) with { PlacedAt = placedAt, UpdatedAt = placedAt });

        Assert.Equal(IncidentCause.BufferTooSmall, (await IncidentAsync(inventory)).Cause);
    });

    [Fact]
    public void Classify_OrderAfterStockWasGoneAndBeforeTheChannelKnew_PropagationLag() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 2);
        await AcknowledgeAsync(inventory, 2);
        inventory.Time.Advance(TimeSpan.FromMinutes(10));
        await SellAsync(inventory, 2);
        await AcknowledgeAsync(inventory, 2, acknowledgedAt: inventory.Time.GetUtcNow().AddMinutes(-5));
        inventory.Time.Advance(TimeSpan.FromSeconds(1));
        var placedAt = inventory.Time.GetUtcNow();

        await inventory.ApplyAsync(Order("1", 0, Line("CUP", 1)) with { PlacedAt = placedAt, UpdatedAt = placedAt });

        Assert.Equal(IncidentCause.PropagationLag, (await IncidentAsync(inventory)).Cause);
    });

    [Fact]
    public void Classify_OrderFoundByPollingLongAfter_MissedNotification() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 0 + 1);
        inventory.Shop.Put(Order("1", 0, Line("CUP", 2)));
        inventory.Time.Advance(TimeSpan.FromHours(1));

        await inventory.Intake.CatchUpAsync(ShopId);

        Assert.Equal(IncidentCause.MissedNotification, (await IncidentAsync(inventory)).Cause);
    });

    [Fact]
    public void Classify_ChannelSoldMoreThanItWasTold_ChangedAtChannel() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 2);
        await AcknowledgeAsync(inventory, 2);
        inventory.Time.Advance(TimeSpan.FromMinutes(10));
        var placedAt = inventory.Time.GetUtcNow();

        await inventory.ApplyAsync(Order("1", 0, Line("CUP", 5)) with { PlacedAt = placedAt, UpdatedAt = placedAt });

        Assert.Equal(IncidentCause.ChangedAtChannel, (await IncidentAsync(inventory)).Cause);
    });

    [Fact]
    public void ResolveAsync_OpenIncident_ClosesItOnce() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 1);
        await inventory.ApplyAsync(Order("1", 0, Line("CUP", 2)));
        var incidents = inventory.Get<IIncidents>();
        var incident = await IncidentAsync(inventory);

        Assert.True(await incidents.ResolveAsync(incident.Id, "cancelled"));

        Assert.False(await incidents.ResolveAsync(incident.Id, "cancelled"));
        Assert.Empty(await ListAsync(incidents.ReadAsync(openOnly: true)));
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => incidents.ResolveAsync(incident.Id, " "));
        Assert.StartsWith("Resolution ' ' begins or ends with white space; trim it.", fault.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void ReadOversellsAsync_OrdersOfAPeriod_AreReckonedAgainstTheBudget()
    {
        var shop = new FakeShop { Descriptor = new ChannelDescriptor { Kind = "fake", CancellationBudget = new CancellationBudget(0.025, TimeSpan.FromDays(7)) } };
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 99);
                for (var i = 0; i < 100; i++)
                {
                    await inventory.ApplyAsync(Order($"{i}", 0, Line("CUP", 1)));
                }

                await inventory.Stock.ApplyAsync(StockOperation.Count(
                    OperationId.New(inventory.Time), new StockLine(new Sku("CUP"), 90, new LocationId("store"))));
                inventory.Time.Advance(TimeSpan.FromDays(1));

                var reports = await inventory.Get<IIncidents>().ReadOversellsAsync(At(-60), inventory.Time.GetUtcNow());

                Assert.Equal([ShopId, null], reports.Select(report => report.Channel));
                var shopReport = reports[0];
                Assert.Equal((100, 1, 1), (shopReport.Orders, shopReport.OversoldOrders, shopReport.Units));
                Assert.Equal(0.01, shopReport.Share);
                Assert.Equal((100, 1), (shopReport.BudgetOrders, shopReport.BudgetOversoldOrders));
                Assert.Equal(0.4, shopReport.BudgetSpent, precision: 6);
                Assert.Equal("shop: 1 of 100 orders oversold (1.00 %), 1 units (Unknown 1), 40 % of the budget of 2.5 % in 7 days", shopReport.ToString());
                Assert.Equal([new OversellCause(IncidentCause.CountError, 1, 9)], reports[1].Causes);
                Assert.StartsWith("in house: 1 of 0 orders oversold", reports[1].ToString(), StringComparison.Ordinal);
            },
            shop: shop);
    }

    [Fact]
    public void ReadOversellsAsync_IncidentsOutsideThePeriod_CountOnlyForTheBudget()
    {
        var shop = new FakeShop { Descriptor = new ChannelDescriptor { Kind = "fake", CancellationBudget = new CancellationBudget(0.5, TimeSpan.FromDays(7)) } };
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 1);
                await inventory.ApplyAsync(Order("1", 0, Line("CUP", 2)));

                var reports = await inventory.Get<IIncidents>().ReadOversellsAsync(At(60), At(120));

                var report = Assert.Single(reports);
                Assert.Equal((0, 0, 0), (report.Orders, report.OversoldOrders, report.Units));
                Assert.Equal(2, report.BudgetSpent);
            },
            shop: shop);
    }

    [Fact]
    public void ReadOversellsAsync_PeriodThatEndsBeforeItBegins_IsRefused() => Run(async inventory =>
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => inventory.Get<IIncidents>().ReadOversellsAsync(At(1), At(1)));

        Assert.StartsWith("The period ends at 2026-01-01T12:01:00", fault.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(0, 7, "CancellationBudget.Share is 0; give a share above 0 and up to 1, such as 0.025 for 2.5 %.")]
    [InlineData(1.2, 7, "CancellationBudget.Share is 1.2; give a share above 0 and up to 1, such as 0.025 for 2.5 %.")]
    [InlineData(0.5, 0, "CancellationBudget.Window is 00:00:00; give the time over which the channel reckons, such as 7 days.")]
    public void CancellationBudget_OutOfRange_IsRefused(double share, int days, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(() => new CancellationBudget(share, TimeSpan.FromDays(days))).Message, StringComparison.Ordinal);

    private static async Task<Incident> IncidentAsync(InventoryUnderTest inventory) =>
        Assert.Single(await ListAsync(inventory.Get<IIncidents>().ReadAsync()));

    private static async Task SellAsync(InventoryUnderTest inventory, long units) =>
        Assert.True((await inventory.Stock.ApplyAsync(StockOperation.Sell(
            OperationId.New(inventory.Time), new StockLine(new Sku("CUP"), units, new LocationId("store"))))).IsApplied);

    /// <summary>Writes the listing as the broadcast would have left it; nothing is signalled, so that it stays.</summary>
    private static Task AcknowledgeAsync(InventoryUnderTest inventory, long quantity, DateTimeOffset? acknowledgedAt = null) =>
        inventory.Store.Listings.SaveAsync(
        [
            new Listing
            {
                Channel = ShopId,
                Sku = new Sku("CUP"),
                ExternalId = "item-1",
                Acknowledged = quantity,
                AcknowledgedAt = acknowledgedAt ?? inventory.Time.GetUtcNow(),
            },
        ]);
}
