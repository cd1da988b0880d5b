using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Stock;

namespace InventorySync.Broadcast;

/// <summary>Mapping, holding, releasing, removing and retrying listings.</summary>
public sealed class ListingBookTests
{
    private static ChannelId Shop => BroadcastUnderTest.Shop;

    [Fact]
    public async Task Save_NewMapping_IsSentAndStored()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Publication.Set("A", 4);
        broadcast.Start();

        await broadcast.Listings.SaveAsync([Mapping("A", "ext-1")]);

        Assert.Equal(("ext-1", 4L), (shop.Last.ExternalId, shop.Last.Quantity));
        Assert.Equal(("ext-1", 4L), (broadcast.Row("A").ExternalId, broadcast.Row("A").Acknowledged));
    }

    [Fact]
    public async Task Save_BeforeTheStart_IsSentAtTheStart()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Publication.Set("A", 4);

        await broadcast.Listings.SaveAsync([Mapping("A", "ext-1")]);
        broadcast.Start();

        Assert.Equal([("A", 4)], shop.Sent);
    }

    [Fact]
    public async Task Save_SameMappingAgain_ChangesNothing()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        await broadcast.Listings.SaveAsync([Mapping("A", "A")]);

        Assert.Empty(shop.Calls);
        Assert.Equal(5, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public async Task Save_AnotherExternalIdWhileAPushIsUnderWay_TheNewListingIsWrittenAndTheOldResultIgnored()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = null;

        await broadcast.Listings.SaveAsync([Mapping("A", "ext-2")]);
        Assert.Null(broadcast.Row("A").Acknowledged);
        first.SetResult([PushResult.Accepted]);

        Assert.Equal(["A", "ext-2"], shop.Calls.Select(call => call[0].ExternalId));
        Assert.Equal(("ext-2", 4L), (broadcast.Row("A").ExternalId, broadcast.Row("A").Acknowledged));
    }

    [Theory]
    [InlineData("", "has 0 characters")]
    [InlineData("  ", "is blank")]
    public async Task Save_BadExternalId_IsRefused(string externalId, string expected)
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Listings.SaveAsync([Mapping("A", externalId)]));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_BadInput_IsRefusedWholeAndByName()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Start();

        var twice = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Listings.SaveAsync([Mapping("A", "1"), Mapping("A", "2")]));
        var nameless = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Listings.SaveAsync([Mapping("A", "1") with { Sku = default }]));
        var longId = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Listings.SaveAsync([Mapping("A", new string('x', 256))]));
        var nowhere = await Assert.ThrowsAsync<ArgumentException>(() => broadcast.Listings.SaveAsync([Mapping("A", "1") with { Channel = new ChannelId("nowhere") }]));

        Assert.Contains("'A' stands twice", twice.Message, StringComparison.Ordinal);
        Assert.Contains("no SKU", nameless.Message, StringComparison.Ordinal);
        Assert.Contains("256 characters", longId.Message, StringComparison.Ordinal);
        Assert.Contains("'nowhere'", nowhere.Message, StringComparison.Ordinal);
        Assert.Null(await broadcast.Store.Listings.FindAsync(Shop, new Sku("A")));
    }

    [Fact]
    public async Task Hold_NothingIsSentUntilReleased()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Map("A", 5);
        broadcast.Start();

        Assert.True(await broadcast.Listings.HoldAsync(Shop, new Sku("A")));
        broadcast.Sold("A", 4);
        broadcast.Advance(60);
        Assert.Empty(shop.Calls);
        Assert.Equal(1, broadcast.Status().Held);

        Assert.True(await broadcast.Listings.ReleaseAsync(Shop, new Sku("A")));
        Assert.Equal([("A", 4)], shop.Sent);
        Assert.False(await broadcast.Listings.HoldAsync(Shop, new Sku("B")));
    }

    [Fact]
    public async Task Hold_WhileAPushIsUnderWay_ItsResultIsKeptAndNothingFollows()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        await broadcast.Listings.HoldAsync(Shop, new Sku("A"));
        broadcast.Sold("A", 3);
        first.SetResult([PushResult.Accepted]);
        broadcast.Advance(60);

        Assert.Single(shop.Calls);
        Assert.Equal((ListingStatus.Held, 4L), (broadcast.Row("A").Status, broadcast.Row("A").Acknowledged));
    }

    [Fact]
    public async Task Remove_NothingMoreIsSent_AndTheRowStaysGone()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);

        Assert.True(await broadcast.Listings.RemoveAsync(Shop, new Sku("A")));
        first.SetResult([PushResult.Accepted]);
        broadcast.Sold("A", 3);
        broadcast.Advance(60);

        Assert.Single(shop.Calls);
        Assert.Null(await broadcast.Store.Listings.FindAsync(Shop, new Sku("A")));
        Assert.Equal((0, 0, 0), (broadcast.Status().Listings, broadcast.Status().InFlight, broadcast.Status().Stale));
        Assert.False(await broadcast.Listings.RemoveAsync(Shop, new Sku("A")));
    }

    [Fact]
    public async Task Remove_AndMapAgainWhileAPushIsUnderWay_NeverHasTwoPushesInFlight()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        var first = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        shop.Answer = (_, _) => first.Task;
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = null;

        await broadcast.Listings.RemoveAsync(Shop, new Sku("A"));
        await broadcast.Listings.SaveAsync([Mapping("A", "A")]);
        Assert.Single(shop.Calls);
        first.SetResult([PushResult.Accepted]);

        Assert.Equal(2, shop.Calls.Count);
        Assert.Equal(4, broadcast.Row("A").Acknowledged);
    }

    [Fact]
    public async Task Retry_RejectedListing_IsSentAgainAndItsLetterClosed()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) => Task.FromResult<IReadOnlyList<PushResult>>([PushResult.Rejected("closed")]);
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        Assert.False(await broadcast.Listings.ReleaseAsync(Shop, new Sku("A")));
        shop.Answer = null;
        broadcast.Sold("A", 3);

        Assert.True(await broadcast.Listings.RetryAsync(Shop, new Sku("A")));

        Assert.Equal([("A", 4), ("A", 3)], shop.Sent);
        Assert.Equal((ListingStatus.Active, 3L), (broadcast.Row("A").Status, broadcast.Row("A").Acknowledged));
        Assert.Equal(DeadLetterStatus.Retried, broadcast.Store.DeadLetters.ReadAsync(openOnly: false).ToBlockingEnumerable().Single().Status);
        Assert.False(await broadcast.Listings.RetryAsync(Shop, new Sku("A")));
    }

    [Fact]
    public async Task Save_RejectedListingMappedElsewhere_IsTriedAgain()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        shop.Answer = (_, _) => Task.FromResult<IReadOnlyList<PushResult>>([PushResult.Rejected("no such item")]);
        broadcast.Map("A", 5);
        broadcast.Start();
        broadcast.Sold("A", 4);
        shop.Answer = null;

        await broadcast.Listings.SaveAsync([Mapping("A", "the-right-one")]);

        Assert.Equal("the-right-one", shop.Last.ExternalId);
        Assert.Empty(broadcast.Store.DeadLetters.ReadAsync().ToBlockingEnumerable());
    }

    [Fact]
    public void RowChangedByAnother_IsTakenOverOnceSignalled()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(BroadcastUnderTest.Plain);
        broadcast.Start();
        broadcast.Map("NEW", null);
        broadcast.Publication.Set("NEW", 4);

        broadcast.Signals.ListingChanged(Shop, new Sku("NEW"));

        Assert.Equal([("NEW", 4)], shop.Sent);
    }

    [Fact]
    public async Task Import_MatchesLetterByLetter_AndReportsTheRest()
    {
        using var broadcast = new BroadcastUnderTest();
        var shop = broadcast.Add(new ReadableAdapter(BroadcastUnderTest.Plain));
        broadcast.Kit("KIT", "A");
        OrderLedger.Record(broadcast, "A", 1);
        broadcast.Map("KIT", 5, row => row with { ExternalId = "e2" });
        broadcast.Start();
        shop.Listings.AddRange(
        [
            new() { ExternalId = "e1", Sku = "A" },
            new() { ExternalId = "e2", Sku = "KIT" },
            new() { ExternalId = "e3", Sku = "a" },
            new() { ExternalId = "e4", Sku = null },
            new() { ExternalId = "e5", Sku = " A" },
            new() { ExternalId = "e6", Sku = "TWICE" },
            new() { ExternalId = "e7", Sku = "TWICE" },
            new() { ExternalId = "e1", Sku = "A" },
        ]);

        var report = await broadcast.Listings.ImportAsync(Shop);

        Assert.Equal(["e1", "e2"], report.Matched.Select(listing => listing.ExternalId));
        Assert.Equal(1, report.Added);
        Assert.Equal(["e3"], report.UnknownSku.Select(listing => listing.ExternalId));
        Assert.Equal(["e4", "e5"], report.NoSku.Select(listing => listing.ExternalId));
        Assert.Equal(["e6", "e7"], report.DoubleSku.Select(listing => listing.ExternalId));
        Assert.Equal("e1", broadcast.Row("A").ExternalId);
        Assert.Null(broadcast.Row("TWICE"));
    }

    [Fact]
    public async Task Import_AdapterCannotList_SaysWhatToDo()
    {
        using var broadcast = new BroadcastUnderTest();
        broadcast.Add(BroadcastUnderTest.Plain);

        var fault = await Assert.ThrowsAsync<NotSupportedException>(() => broadcast.Listings.ImportAsync(Shop));

        Assert.Contains(nameof(IListingReader), fault.Message, StringComparison.Ordinal);
    }

    private static ListingMapping Mapping(string sku, string externalId) => new() { Channel = Shop, Sku = new Sku(sku), ExternalId = externalId };
}
