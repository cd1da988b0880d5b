using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;
using static InventorySync.Intake.ChannelOrders;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Intake.Orders;

/// <summary>Orders as facts: what is known counts at once, what is not waits where everybody sees it.</summary>
public sealed class OrderIntakeTests
{
    [Fact]
    public void Apply_UnknownSku_KnownLinesCountAtOnceAndTheOrderWaits() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);

        var report = await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3), Line("VASE", 2, lineId: "2")));

        Assert.Equal(new IntakeReport { Orders = 1, Changed = 1, DeadLettered = 1 }, report);
        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Equal((DeadLetterKind.Order, ShopId, "1"), (letter.Kind, letter.Channel, letter.Key));
        Assert.Equal("Line '2': SKU 'VASE' is neither in the catalogue nor in stock anywhere; add the item, receive stock or map its listing, then retry.", letter.Cause);
    });

    [Fact]
    public void Retry_AfterTheSkuBecameKnown_AppliesTheRestOnce() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3), Line("VASE", 2, lineId: "2")));
        var letter = Assert.Single(await inventory.OpenLettersAsync());

        Assert.Equal(DeadLetterRetryStatus.Failed, (await inventory.Letters.RetryAsync(letter.Id)).Status);
        await inventory.ReceiveAsync("VASE", 5);
        letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);

        Assert.Equal((10, 3), await inventory.LevelAsync("CUP"));
        Assert.Equal((5, 2), await inventory.LevelAsync("VASE"));
        Assert.Empty(await inventory.OpenLettersAsync());
        Assert.Equal(DeadLetterRetryStatus.NotOpen, (await inventory.Letters.RetryAsync(letter.Id)).Status);
    });

    [Fact]
    public void Apply_MappedByListing_FollowsTheListingsChange() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.ReceiveAsync("PLATE", 10);
        await inventory.ListAsync("CUP", "item-1");
        await inventory.ApplyAsync(Order("1", 1, Line("their-name", 1, externalId: "item-1")));

        await inventory.Store.Listings.RemoveAsync(ShopId, new Sku("CUP"));
        inventory.Get<BroadcastSignals>().ListingChanged(ShopId, new Sku("CUP"));
        await inventory.ListAsync("PLATE", "item-1");
        await inventory.ApplyAsync(Order("2", 1, Line("their-name", 1, externalId: "item-1")));

        Assert.Equal((10, 1), await inventory.LevelAsync("CUP"));
        Assert.Equal((10, 1), await inventory.LevelAsync("PLATE"));
    });

    [Fact]
    public void Apply_NewerSnapshotOfAWaitingOrder_ReplacesTheLetter() => Run(async inventory =>
    {
        await inventory.ApplyAsync(Order("1", 1, Line("VASE", 2)));
        await inventory.ApplyAsync(Order("1", 2, Line("VASE", 2, cancelled: 1)));

        await inventory.ReceiveAsync("VASE", 5);
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);
        Assert.Equal((5, 1), await inventory.LevelAsync("VASE"));
    });

    [Fact]
    public void Apply_OlderSnapshotOfAWaitingOrder_LeavesTheLetterAlone() => Run(async inventory =>
    {
        await inventory.ApplyAsync(Order("1", 2, Line("VASE", 2, cancelled: 1)));
        var report = await inventory.ApplyAsync(Order("1", 1, Line("VASE", 2)));

        Assert.Equal(new IntakeReport { Orders = 1, Stale = 1 }, report);
        await inventory.ReceiveAsync("VASE", 5);
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        await inventory.Letters.RetryAsync(letter.Id);
        Assert.Equal((5, 1), await inventory.LevelAsync("VASE"));
    });

    [Fact]
    public void Apply_TwoSnapshotsOfOneMomentThatWait_KeepTheLargerCounts() => Run(async inventory =>
    {
        await inventory.ApplyAsync(Order("1", 1, Line("VASE", 4, cancelled: 3)));
        await inventory.ApplyAsync(Order("1", 1, Line("VASE", 4)));

        await inventory.ReceiveAsync("VASE", 5);
        await inventory.Letters.RetryAsync((await inventory.OpenLettersAsync())[0].Id);
        Assert.Equal((5, 1), await inventory.LevelAsync("VASE"));
    });

    [Fact]
    public void Apply_WaitingOrderComesAgainAndIsKnown_ClosesItsLetter() => Run(async inventory =>
    {
        var order = Order("1", 1, Line("VASE", 2));
        await inventory.ApplyAsync(order);
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        await inventory.ReceiveAsync("VASE", 5);

        await inventory.ApplyAsync(order);

        Assert.Empty(await inventory.OpenLettersAsync());
        letter = await inventory.Letters.FindAsync(letter.Id);
        Assert.Equal((DeadLetterStatus.Retried, "The order is applied in full."), (letter!.Status, letter.ClosedReason));
    });

    [Fact]
    public void Apply_NewerSnapshotThatDoesNotSpeakOfTheWaitingLine_LetsItWaitOn() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3), Line("VASE", 2, lineId: "2")));

        await inventory.ApplyAsync(Order("1", 2, Line("CUP", 3, cancelled: 1)));

        var letter = Assert.Single(await inventory.OpenLettersAsync());
        await inventory.ReceiveAsync("VASE", 5);
        Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);
        Assert.Equal((10, 2), await inventory.LevelAsync("CUP"));
        Assert.Equal((5, 2), await inventory.LevelAsync("VASE"));
    });

    [Fact]
    public void Apply_OrderWithAnInvalidId_WaitsUnderADigest() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);

        await inventory.ApplyAsync(Order("", 1, Line("CUP", 1)), Order("", 2, Line("CUP", 2)));

        var letters = await inventory.OpenLettersAsync();
        Assert.Equal(2, letters.Count);
        Assert.All(letters, letter => Assert.StartsWith("sha256:", letter.Key, StringComparison.Ordinal));
        Assert.All(letters, letter => Assert.Equal("Order id is empty; give it 1 to 100 characters.", letter.Cause));
    });

    [Fact]
    public void Apply_EveryLineRefused_NamesTheFirstFive() => Run(async inventory =>
    {
        await inventory.ApplyAsync(Order("1", 1, [.. Enumerable.Range(1, 7).Select(i => Line($"VASE{i}", 1, lineId: $"{i}"))]));

        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Contains("SKU 'VASE5'", letter.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("SKU 'VASE6'", letter.Cause, StringComparison.Ordinal);
        Assert.EndsWith("And 2 more lines.", letter.Cause, StringComparison.Ordinal);
    });

    [Fact]
    public void Apply_MoreLinesThanAnOperationTakes_AllCount() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 5_000);

        var report = await inventory.ApplyAsync(Order("1", 1, [.. Enumerable.Range(1, 2_500).Select(i => Line("CUP", 1, lineId: $"{i}"))]));

        Assert.Equal(new IntakeReport { Orders = 1, Changed = 1 }, report);
        Assert.Equal((5_000, 2_500), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void Apply_OrderThatSaysNothingNew_CausesNoMovementAndNoSignal() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.ListAsync("CUP", "item-1");
        await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3)));
        var movements = (await ListAsync(inventory.Store.Ledger.ReadMovementsAsync(new()))).Count;
        var signals = new CountedSignals();
        inventory.Get<BroadcastSignals>().Subscribe(signals);
        inventory.Time.Advance(TimeSpan.FromMinutes(1));
        var pushes = inventory.Shop.Pushes.Count;

        // The echo of our own push: the channel says that the order changed, and nothing in it has.
        await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3)), Order("1", 5, Line("CUP", 3)), Order("1", 0, Line("CUP", 9)));

        inventory.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, signals.Count);
        Assert.Equal(pushes, inventory.Shop.Pushes.Count);
        Assert.Equal(movements, (await ListAsync(inventory.Store.Ledger.ReadMovementsAsync(new()))).Count);
    });

    [Fact]
    public void Apply_MoreThanThereIs_IsRecordedWithAnIncident() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 2);

        var report = await inventory.ApplyAsync(Order("1", 1, Line("CUP", 3)));

        Assert.Equal(1, report.Changed);
        Assert.Equal((2, 3), await inventory.LevelAsync("CUP"));
        Assert.Equal(1, Assert.Single(await ListAsync(inventory.Get<IIncidents>().ReadAsync())).Units);
    });

    [Fact]
    public void Apply_KitLine_TakesItsComponents() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.ReceiveAsync("PLATE", 10);
        await inventory.Get<ICatalog>().SaveAsync(new CatalogItem
        {
            Sku = new Sku("SET"),
            Components = [new KitComponent(new Sku("CUP"), 2), new KitComponent(new Sku("PLATE"), 1)],
        });

        await inventory.ApplyAsync(Order("1", 1, Line("SET", 2)));

        Assert.Equal((10, 4), await inventory.LevelAsync("CUP"));
        Assert.Equal((10, 2), await inventory.LevelAsync("PLATE"));
    });

    private sealed class CountedSignals : ISignalReceiver
    {
        public int Count { get; private set; }

        public void OnSkuChanged(Sku sku) => Count++;

        public void OnOwnOrderChanged(ChannelId channel, Sku sku) => Count++;

        public void OnEverythingChanged() => Count++;

        public void OnListingChanged(ChannelId channel, Sku sku) => Count++;
    }
}
