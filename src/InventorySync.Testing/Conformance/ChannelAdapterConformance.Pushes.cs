using InventorySync.Channels;
using InventorySync.Testing.Conformance.Skipping;
using InventorySync.Testing.Marketplaces;
using Xunit;

namespace InventorySync.Testing.Conformance;

public abstract partial class ChannelAdapterConformance
{
    /// <summary>A pushed quantity stands at the channel: also zero, the largest one, and one that stands there already.</summary>
    [ConformanceFact]
    public Task Push_AnyQuantityInRange_Lands() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        var before = 10L;
        foreach (var quantity in new[] { 3, 0, 0, 1, Descriptor.QuantityMax, 7 })
        {
            AssertStatus(PushStatus.Accepted, (await PushToEndAsync(NewPush(listing, quantity, before)))[0]);
            await AssertQuantityAsync(listing, quantity);
            before = quantity;
        }
    });

    /// <summary>Without a quantity that it starts from, a push writes without a condition.</summary>
    [ConformanceFact]
    public Task Push_WithoutQuantityBefore_Lands() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);

        AssertStatus(PushStatus.Accepted, (await PushToEndAsync(NewPush(listing, 4)))[0]);

        await AssertQuantityAsync(listing, 4);
    });

    /// <summary>A batch as large as the descriptor permits lands, each listing with its own quantity.</summary>
    [ConformanceFact]
    public Task Push_FullBatch_LandsEachWithItsOwnQuantity() => CheckAsync(async () =>
    {
        var listings = new ChannelListing[Math.Min(Descriptor.BatchSizeMax, BatchSizeTried)];
        for (var i = 0; i < listings.Length; i++)
        {
            listings[i] = await Channel.AddListingAsync(0);
        }

        var results = await PushToEndAsync([.. listings.Select((listing, i) => NewPush(listing, (i % Descriptor.QuantityMax) + 1, 0))]);

        Assert.All(results, result => AssertStatus(PushStatus.Accepted, result));
        for (var i = 0; i < listings.Length; i++)
        {
            await AssertQuantityAsync(listings[i], (i % Descriptor.QuantityMax) + 1);
        }
    });

    /// <summary>As many pushes at once as the descriptor permits land all.</summary>
    [ConformanceFact]
    public Task Push_AsManyAtOnceAsDeclared_LandAll() => CheckAsync(async () =>
    {
        Needs(Descriptor.ConcurrencyMax > 1, "The adapter takes one push at a time.");
        var listings = new ChannelListing[Math.Min(Descriptor.ConcurrencyMax, Descriptor.CallBurst)];
        for (var i = 0; i < listings.Length; i++)
        {
            listings[i] = await Channel.AddListingAsync(0);
        }

        var results = await Task.WhenAll(listings.Select((listing, i) => PushAsync([NewPush(listing, i + 1, 0)])));

        Assert.All(results, result => Assert.Contains(result[0].Status, new[] { PushStatus.Accepted, PushStatus.AcceptedToConfirm }));
        for (var i = 0; i < listings.Length; i++)
        {
            await AssertQuantityAsync(listings[i], i + 1);
        }
    });

    /// <summary>A listing that the channel does not know is rejected for good, in its place, and its neighbours land.</summary>
    [ConformanceFact]
    public Task Push_UnknownListing_IsRejectedAloneInItsPlace() => CheckAsync(async () =>
    {
        AssertStatus(PushStatus.Rejected, (await PushToEndAsync(NewPush(Unknown(), 5)))[0]);
        if (Descriptor.BatchSizeMax < 3)
        {
            return;
        }

        var first = await Channel.AddListingAsync(10);
        var last = await Channel.AddListingAsync(10);

        var results = await PushToEndAsync(NewPush(first, 1, 10), NewPush(Unknown(), 2), NewPush(last, 3, 10));

        AssertStatus(PushStatus.Accepted, results[0]);
        AssertStatus(PushStatus.Rejected, results[1]);
        AssertStatus(PushStatus.Accepted, results[2]);
        Assert.False(string.IsNullOrWhiteSpace(results[1].Message), "A rejection carries the channel's words.");
        await AssertQuantityAsync(first, 1);
        await AssertQuantityAsync(last, 3);
    });

    /// <summary>A listing that fails in passing is told from its neighbours, which land.</summary>
    [ConformanceFact]
    public Task Push_OneListingFailsInPassing_ItsNeighboursLand() => CheckAsync(async () =>
    {
        Needs(Descriptor.BatchSizeMax > 1, "The channel takes one listing at a time.");
        ChannelListing[] listings = [await Channel.AddListingAsync(10), await Channel.AddListingAsync(10)];
        await FailNextWriteAsync(SimulatedFault.RowFailure);

        var results = await PushToEndAsync([.. listings.Select(listing => NewPush(listing, 4, 10))]);

        var failed = Assert.Single(Enumerable.Range(0, 2), i => results[i].Status != PushStatus.Accepted);
        AssertStatus(PushStatus.Transient, results[failed]);
        await AssertQuantityAsync(listings[1 - failed], 4);
    });

    /// <summary>The last of several quantities stands, in the order in which they were pushed.</summary>
    [ConformanceFact]
    public Task Push_OneAfterTheOther_TheLastStands() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        await PushToEndAsync(NewPush(listing, 5, 10));
        await PushToEndAsync(NewPush(listing, 9, 5));
        await PushToEndAsync(NewPush(listing, 2, 9));

        await AssertQuantityAsync(listing, 2);
    });

    /// <summary>The same push twice, key and all, is as good as once.</summary>
    [ConformanceFact]
    public Task Push_TheSameTwice_ChangesNothingMore() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        var push = NewPush(listing, 6, 10);
        AssertStatus(PushStatus.Accepted, (await PushToEndAsync(push))[0]);

        AssertRepeated(push, (await PushToEndAsync(push))[0]);

        await AssertQuantityAsync(listing, 6);
    });

    /// <summary>With compare-and-set, a push that expects another quantity writes nothing and tells what stands there.</summary>
    [ConformanceFact]
    public Task Push_CompareAndSetExpectsAnother_IsAConflictWithTheActualQuantity() => CheckAsync(async () =>
    {
        Needs(Descriptor.CompareAndSet, "The channel offers no compare-and-set.");
        var listing = await Channel.AddListingAsync(10);
        await Channel.SetQuantityAsync(listing.ExternalId, 8);

        var result = (await PushToEndAsync(NewPush(listing, 5, 10)))[0];

        AssertStatus(PushStatus.Conflict, result);
        Assert.True(result.ActualQuantity is null or 8, $"The channel has 8, but the conflict tells {result.ActualQuantity}.");
        await AssertQuantityAsync(listing, 8);
        AssertStatus(PushStatus.Accepted, (await PushToEndAsync(NewPush(listing, 5, 8)))[0]);
        await AssertQuantityAsync(listing, 5);
    });

    /// <summary>Without compare-and-set, an absolute write sets the quantity and a delta moves it, whatever was expected.</summary>
    [ConformanceFact]
    public Task Push_AnotherQuantityThanExpected_IsSetOrMovedAsDeclared() => CheckAsync(async () =>
    {
        Needs(!Descriptor.CompareAndSet, "The channel compares first.");
        var listing = await Channel.AddListingAsync(10);
        await Channel.SetQuantityAsync(listing.ExternalId, 8);

        AssertStatus(PushStatus.Accepted, (await PushToEndAsync(NewPush(listing, 5, 10)))[0]);

        await AssertQuantityAsync(listing, Descriptor.WriteMode == WriteMode.Absolute ? 5 : 3);
    });

    /// <summary>What is confirmed later is told so, and is confirmed within the time that the descriptor names.</summary>
    [ConformanceFact]
    public Task Push_ConfirmedLater_IsConfirmedWithinItsTime() => CheckAsync(async () =>
    {
        var confirmer = Needs<IPushConfirmer>();
        Needs(Descriptor.ConfirmationTimeMax > TimeSpan.Zero, "Writes are carried out at once.");
        var listing = await Channel.AddListingAsync(10);

        var result = (await PushAsync([NewPush(listing, 4, 10)]))[0];
        AssertStatus(PushStatus.AcceptedToConfirm, result);
        Assert.False(string.IsNullOrEmpty(result.ConfirmationToken), "There is no token to ask with.");
        await Channel.SettleAsync();

        AssertStatus(PushStatus.Accepted, (await confirmer.ConfirmAsync([result.ConfirmationToken]))[result.ConfirmationToken]);
        await AssertQuantityAsync(listing, 4);
    });

    // Where the channel has no keys, compare-and-set recognises the repeat by the quantity.
    private static void AssertRepeated(QuantityPush push, PushResult result) => Assert.True(
        result.Status == PushStatus.Accepted || (result.Status == PushStatus.Conflict && result.ActualQuantity == push.Quantity),
        $"A repeated push is accepted again or a conflict with its own quantity, but the result is {result}");
}
