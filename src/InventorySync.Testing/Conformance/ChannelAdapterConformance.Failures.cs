using InventorySync.Channels;
using InventorySync.Testing.Conformance.Skipping;
using InventorySync.Testing.Marketplaces;
using Xunit;

namespace InventorySync.Testing.Conformance;

public abstract partial class ChannelAdapterConformance
{
    /// <summary>A throttled call is throttled for each listing, writes nothing, and works again after the time it names.</summary>
    [ConformanceFact]
    public Task Push_Throttled_SaysSoForEachListingAndWritesNothing() => CheckAsync(() =>
        FailingPushAsync(SimulatedFault.Throttled, PushStatus.Throttled, mayBeWritten: false));

    /// <summary>A channel that is down is a transient failure of each listing, and works again later.</summary>
    [ConformanceFact]
    public Task Push_ChannelIsDown_IsTransientForEachListing() => CheckAsync(() =>
        FailingPushAsync(SimulatedFault.Unavailable, PushStatus.Transient, mayBeWritten: false));

    /// <summary>A request that never arrived is a transient failure, not an exception.</summary>
    [ConformanceFact]
    public Task Push_RequestIsLost_IsTransientForEachListing() => CheckAsync(() =>
        FailingPushAsync(SimulatedFault.RequestLost, PushStatus.Transient, mayBeWritten: false));

    /// <summary>A lost answer is a transient failure, and the same push again leads to the same quantity, written once.</summary>
    [ConformanceFact]
    public Task Push_AnswerIsLost_IsTransientAndTheRepeatIsHarmless() => CheckAsync(() =>
        FailingPushAsync(SimulatedFault.AnswerLost, PushStatus.Transient, mayBeWritten: true));

    /// <summary>A call without an answer ends when its caller gives up, with the cancellation.</summary>
    [ConformanceFact]
    public Task Push_NoAnswerUntilCancelled_EndsWithTheCancellation() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);
        await FailNextWriteAsync(SimulatedFault.Silence);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1), Channel.Time);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Adapter.PushAsync([NewPush(listing, 5, 10)], patience.Token));

        Assert.True(patience.IsCancellationRequested, "The push gave up before its caller did.");
        await AssertQuantityAsync(listing, 10);
    });

    /// <summary>A push that is cancelled before it begins writes nothing.</summary>
    [ConformanceFact]
    public Task Push_CancelledBeforeItBegins_WritesNothing() => CheckAsync(async () =>
    {
        var listing = await Channel.AddListingAsync(10);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Adapter.PushAsync([NewPush(listing, 5, 10)], new CancellationToken(canceled: true)));

        await AssertQuantityAsync(listing, 10);
    });

    private async Task FailingPushAsync(SimulatedFault fault, PushStatus status, bool mayBeWritten)
    {
        var listings = new ChannelListing[Math.Min(2, Descriptor.BatchSizeMax)];
        for (var i = 0; i < listings.Length; i++)
        {
            listings[i] = await Channel.AddListingAsync(10);
        }

        QuantityPush[] pushes = [.. listings.Select(listing => NewPush(listing, 4, 10))];
        await FailNextWriteAsync(fault);

        var failed = await PushAsync(pushes);

        Assert.All(failed, result => AssertStatus(status, result));
        if (!mayBeWritten)
        {
            await AssertQuantityAsync(listings[0], 10);
        }

        await WaitAsync(failed[0].RetryAfter ?? TimeSpan.Zero);
        var repeated = await PushToEndAsync(pushes);
        for (var i = 0; i < listings.Length; i++)
        {
            AssertRepeated(pushes[i], repeated[i]);
            await AssertQuantityAsync(listings[i], 4);
        }
    }
}
