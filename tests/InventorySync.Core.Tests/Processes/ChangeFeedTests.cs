using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Stock;

namespace InventorySync.Processes;

/// <summary>What one process does reaches the process that keeps the channel.</summary>
public sealed class ChangeFeedTests
{
    private static readonly Sku A = new("A");

    [Fact]
    public void Pause_AtAnotherProcess_PausesTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();

        await other.Broadcast.PauseAsync(ManyProcesses.Channel);
        await keeper.SellAsync("A", 1);
        await many.PassAsync(60);
        Assert.Empty(keeper.Sent);
        Assert.Equal((ChannelState.Paused, ChannelState.Elsewhere), (await keeper.StateAsync(), await other.StateAsync()));

        await other.Broadcast.ResumeAsync(ManyProcesses.Channel);
        await many.PassAsync(1);
        Assert.Equal([("A", 9)], keeper.Sent);
    });

    [Fact]
    public void Mapping_AtAnotherProcess_IsKeptUpToDateByTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        await other.ReceiveAsync("C", 5);

        await other.Listings.SaveAsync(
        [
            new ListingMapping { Channel = ManyProcesses.Channel, Sku = new Sku("C"), ExternalId = "c-1" },
            new ListingMapping { Channel = ManyProcesses.Channel, Sku = A, ExternalId = "a-2" },
        ]);
        await many.PassAsync(5);

        Assert.Equal([("a-2", 10), ("c-1", 5)], keeper.Scripted.Calls.SelectMany(call => call).Select(push => (push.ExternalId, push.Quantity)).Order());
        Assert.Equal(("a-2", 10), ((await many.RowAsync("A")).ExternalId, (await many.RowAsync("A")).Acknowledged));
    });

    [Fact]
    public void HoldReleaseRemove_AtAnotherProcess_CountAtTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();

        Assert.True(await other.Listings.HoldAsync(ManyProcesses.Channel, A));
        await keeper.SellAsync("A", 1);
        await many.PassAsync(5);
        Assert.Empty(keeper.Sent);

        Assert.True(await other.Listings.ReleaseAsync(ManyProcesses.Channel, A));
        await many.PassAsync(5);
        Assert.Equal([("A", 9)], keeper.Sent);

        Assert.True(await other.Listings.RemoveAsync(ManyProcesses.Channel, A));
        await keeper.SellAsync("A", 1);
        await many.PassAsync(5);
        Assert.Single(keeper.Sent);
        Assert.Equal(1, (await keeper.Broadcast.ReadStatusAsync(ManyProcesses.Channel)).Listings);
    });

    [Fact]
    public void Hold_AtAnotherProcessDuringAPush_NeitherIsLost() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        var answer = new TaskCompletionSource<IReadOnlyList<PushResult>>();
        keeper.Scripted.Answer = (_, _) => answer.Task;
        await keeper.SellAsync("A", 1);
        Assert.Equal(9, (await many.RowAsync("A")).Sending);

        // The push ends before the keeper has read the row that the other process wrote, and saves what it came to.
        keeper.Connection.CutWatch();
        Assert.True(await other.Listings.HoldAsync(ManyProcesses.Channel, A));
        answer.SetResult([PushResult.Accepted]);
        Assert.Equal((ListingStatus.Held, 9L), ((await many.RowAsync("A")).Status, (await many.RowAsync("A")).Acknowledged));
        await many.PassAsync(5);
        await keeper.SellAsync("A", 1);
        await many.PassAsync(5);

        Assert.Equal([("A", 9)], keeper.Sent);
        var row = await many.RowAsync("A");
        Assert.Equal((ListingStatus.Held, 9L, null), (row.Status, row.Acknowledged, row.Sending));
    });

    [Fact]
    public void Retry_AtAnotherProcess_OfARejectedListing_IsSentByTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        keeper.Scripted.Answer = (_, _) => Task.FromResult<IReadOnlyList<PushResult>>([PushResult.Rejected("no such listing")]);
        await keeper.SellAsync("A", 1);
        await many.PassAsync(1);
        Assert.Equal(ListingStatus.Rejected, (await many.RowAsync("A")).Status);
        keeper.Scripted.Answer = null;
        var letters = other.Get<IDeadLetters>();
        var letter = await letters.ReadAsync().FirstAsync();

        Assert.Equal(DeadLetterRetryStatus.Succeeded, (await letters.RetryAsync(letter.Id)).Status);
        await many.PassAsync(5);

        Assert.Equal([("A", 9), ("A", 9)], keeper.Sent);
        Assert.Equal((ListingStatus.Active, 9L), ((await many.RowAsync("A")).Status, (await many.RowAsync("A")).Acknowledged));
    });

    [Fact]
    public void Resync_AtAnotherProcess_IsDoneByTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();

        await other.Broadcast.ResyncAsync(ManyProcesses.Channel, ResyncScope.Full);
        await many.PassAsync(60);

        Assert.Equal([("A", 10), ("B", 10)], keeper.Sent.Order());
        Assert.Contains(await other.Broadcast.ReadRunsAsync(ManyProcesses.Channel, 10), run => run.Kind == SyncRunKind.Resync);
    });

    [Fact]
    public void Catalogue_SavedAtAnotherProcess_CountsHere() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        await keeper.Listings.SaveAsync([new ListingMapping { Channel = ManyProcesses.Channel, Sku = new Sku("K"), ExternalId = "K" }]);
        await many.PassAsync(5);
        Assert.Equal([("K", 0)], keeper.Sent);

        await other.Catalog.SaveAsync(new CatalogItem { Sku = new Sku("K"), Components = [new KitComponent(A, 2)] });
        await other.Catalog.SaveAsync(new Location { Id = new LocationId("cellar") });
        await many.PassAsync(5);

        Assert.Equal([("K", 0), ("K", 5)], keeper.Sent);
        Assert.Equal([new KitComponent(A, 2)], keeper.Catalog.FindItem(new Sku("K"))!.Components);
        Assert.NotNull(keeper.Catalog.FindLocation(new LocationId("cellar")));
    });

    [Fact]
    public void Notification_AtAnotherProcess_IsFetchedAndAppliedOnceByTheKeeper() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync(() => new FakeShop());
        var order = new ChannelOrder
        {
            OrderId = "7",
            PlacedAt = many.Time.GetUtcNow(),
            UpdatedAt = many.Time.GetUtcNow(),
            Lines = [new ChannelOrderLine { LineId = "1", ExternalId = "A", Ordered = 2 }],
        };
        keeper.Shop.Put(order);
        other.Shop.Put(order);

        var result = await other.Get<IIntake>().ReceiveAsync(ManyProcesses.Channel, FakeShop.Notification("fetch:7"));
        await many.PassAsync(5);

        Assert.Equal(IntakeStatus.Queued, result.Status);
        Assert.Equal(["7"], keeper.Shop.Fetches);
        Assert.Empty(other.Shop.Fetches);
        Assert.Equal(2, Assert.Single(await many.Database.Durable.Ledger.ReadLevelsAsync([A])).Reserved);
        Assert.False(await other.Get<IIntake>().CatchUpAsync(ManyProcesses.Channel));
    });

    [Fact]
    public void Order_AppliedAtAnotherProcess_MakesTheKeeperDoubtWhatTheChannelShows() => ManyProcesses.Run(async many =>
    {
        // A channel that lowers its own quantity, and may have done so before or after what it was last told.
        var (keeper, other) = await many.StartTwoAsync(() => new FakeShop());
        var before = keeper.Shop.Pushes.Count;
        var order = other.Shop.Put(new ChannelOrder
        {
            OrderId = "8",
            PlacedAt = many.Time.GetUtcNow(),
            UpdatedAt = many.Time.GetUtcNow(),
            Lines = [new ChannelOrderLine { LineId = "1", ExternalId = "A", Ordered = 1 }],
        });

        await other.Get<IIntake>().ApplyOrdersAsync(ManyProcesses.Channel, [order]);
        await many.PassAsync(5);

        Assert.Equal([("A", 9)], keeper.Sent.Skip(before));
    });

    [Fact]
    public void Watch_Broken_WhatHappenedMeanwhileIsFound() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        keeper.Connection.CutWatch();
        await other.SellAsync("A", 1);
        await other.Listings.RemoveAsync(ManyProcesses.Channel, new Sku("B"));
        await other.ReceiveAsync("C", 5);
        await other.Listings.SaveAsync([new ListingMapping { Channel = ManyProcesses.Channel, Sku = new Sku("C"), ExternalId = "C" }]);
        await other.Catalog.SaveAsync(new Location { Id = new LocationId("cellar") });
        Assert.Empty(keeper.Sent);

        await many.PassAsync(10);

        Assert.Equal([("A", 9), ("C", 5)], keeper.Sent.Order());
        Assert.Equal(2, (await keeper.Broadcast.ReadStatusAsync(ManyProcesses.Channel)).Listings);
        Assert.NotNull(keeper.Catalog.FindLocation(new LocationId("cellar")));
    });

    [Fact]
    public void Watch_Broken_APauseMeanwhileIsFound() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        keeper.Connection.CutWatch();
        await other.Broadcast.PauseAsync(ManyProcesses.Channel);

        await many.PassAsync(3);

        Assert.Equal(ChannelState.Paused, await keeper.StateAsync());
    });

    [Fact]
    public void Sales_AtAnotherProcess_AreNoAccident() => ManyProcesses.Run(async many =>
    {
        // Listings go to zero by sales, far beyond what has to be asked about otherwise.
        many.Configure = options => options.BlastRadius.ZeroCountMin = 1;
        var (keeper, other) = await many.StartTwoAsync();

        await other.SellAsync("A", 10);
        await other.SellAsync("B", 10);
        await many.PassAsync(5);

        Assert.Equal([("A", 0), ("B", 0)], keeper.Sent);
        Assert.Null((await keeper.Broadcast.ReadStatusAsync(ManyProcesses.Channel)).Question);

        await other.ReceiveAsync("A", 5);
        await many.PassAsync(5);
        await other.CountAsync("A", 0);
        await many.PassAsync(5);
        Assert.NotNull((await keeper.Broadcast.ReadStatusAsync(ManyProcesses.Channel)).Question);
    });
}
