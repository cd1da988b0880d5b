using InventorySync.Broadcast;
using InventorySync.Channels;

namespace InventorySync.Processes;

/// <summary>Which of several processes keeps a channel, and what becomes of it when that process goes.</summary>
public sealed class ChannelTermsTests
{
    private static readonly ChannelDescriptor Late = BroadcastUnderTest.Plain with
    {
        PushTimeMax = TimeSpan.FromSeconds(20),
        LateWriteTimeMax = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public void Keeper_TwoProcesses_OneDispatcherPushesForBoth() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        Assert.Equal((ChannelState.Running, ChannelState.Elsewhere), (await keeper.StateAsync(), await other.StateAsync()));

        await other.SellAsync("A", 1);
        await keeper.SellAsync("A", 2);
        await other.SellAsync("B", 3);
        await many.PassAsync(60);

        Assert.Equal([("A", 9), ("A", 7), ("B", 7)], keeper.Sent);
        Assert.Empty(other.Sent);
    });

    [Fact]
    public void Stop_OfTheKeeper_IsDrainedAndTakenOverWithinTheInterval() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();

        await keeper.StopAsync();
        await other.SellAsync("A", 1);
        Assert.Empty(other.Sent);
        await many.PassAsync(2);

        Assert.Equal(ChannelState.Running, await other.StateAsync());
        Assert.Equal([("A", 9)], other.Sent);
        Assert.Equal(9, (await many.RowAsync("A")).Acknowledged);
    });

    [Fact]
    public void Crash_PushInFlight_SuccessorWaitsUntilItCannotLandAnyMore() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync(() => new ScriptedAdapter(Late));
        keeper.Scripted.Answer = (_, _) => new TaskCompletionSource<IReadOnlyList<PushResult>>().Task;
        await keeper.SellAsync("A", 1);
        Assert.Equal([("A", 9)], keeper.Sent);
        keeper.Kill();
        await other.SellAsync("A", 1);
        await other.SellAsync("B", 1);

        // What was not in flight is sent as soon as the channel is taken over.
        await many.PassAsync(2);
        Assert.Equal([("B", 9)], other.Sent);

        // 20 s for the push and 10 s for a late write, from when it was sent.
        await many.PassAsync(27);
        Assert.Single(other.Sent);
        await many.PassAsync(2);
        Assert.Equal([("B", 9), ("A", 8)], other.Sent);
        Assert.Equal((8, null), ((await many.RowAsync("A")).Acknowledged, (await many.RowAsync("A")).Sending));
    });

    [Fact]
    public void Crash_StaleListings_AreFoundBySuccessor() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        keeper.Kill();

        await other.SellAsync("A", 4);
        await other.SellAsync("B", 10);
        await many.PassAsync(3);

        Assert.Equal([("B", 0), ("A", 6)], other.Sent.OrderBy(sent => sent.Quantity));
    });

    [Fact]
    public void Lease_Lost_CallsUnderWayAreCancelledAndNoneFollows() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        var cancelled = 0;
        keeper.Scripted.Answer = async (_, token) =>
        {
            using var registration = token.Register(() => cancelled++);
            await Task.Delay(TimeSpan.FromHours(1), many.Time, CancellationToken.None);
            return [];
        };
        await keeper.SellAsync("A", 1);

        keeper.Connection.Cut();
        Assert.Equal(1, cancelled);
        await other.SellAsync("B", 1);
        await many.PassAsync(120);

        Assert.Equal([("A", 9)], keeper.Sent);
        Assert.Equal([("B", 9), ("A", 9)], other.Sent);
        Assert.Equal(ChannelState.Elsewhere, await keeper.StateAsync());
    });

    [Fact]
    public void Lease_LostBetweenTheRowAndItsPush_ThePushIsNotMade() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        keeper.Connection.OnSaved = keeper.Connection.Cut;

        await keeper.SellAsync("A", 1);
        await many.PassAsync(60);

        Assert.Empty(keeper.Sent);
        Assert.Equal([("A", 9)], other.Sent);
    });

    [Fact]
    public void Lease_LostAndFreeAgain_TheSameProcessTakesItBack() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        await other.StopAsync();

        keeper.Connection.Cut();
        keeper.Connection.Mend();
        await keeper.SellAsync("A", 1);
        Assert.Empty(keeper.Sent);
        await many.PassAsync(3);

        Assert.Equal([("A", 9)], keeper.Sent);
        Assert.Same(keeper.Connection, many.Database.Keeper(ManyProcesses.Channel));
    });

    [Fact]
    public void Lease_LostUnnoticed_NothingIsSavedAndNothingSent() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();

        // The database has given the lease up; the keeper still believes that it holds it.
        var leases = keeper.Connection.Drop();
        await many.PassAsync(3);
        Assert.Equal((ChannelState.Running, ChannelState.Running), (await keeper.StateAsync(), await other.StateAsync()));
        await keeper.SellAsync("A", 1);
        await many.PassAsync(3);

        Assert.Empty(keeper.Sent);
        Assert.Equal([("A", 9)], other.Sent);
        Assert.Single(leases).Lose();
        await many.PassAsync(3);
        Assert.Equal(ChannelState.Elsewhere, await keeper.StateAsync());
    });

    [Fact]
    public void Database_Away_TheChannelIsTakenOnceItIsBack() => ManyProcesses.Run(async many =>
    {
        var (keeper, other) = await many.StartTwoAsync();
        other.Connection.Cut();
        keeper.Kill();
        await other.SellAsync("A", 1);
        await many.PassAsync(10);
        Assert.Equal(ChannelState.Elsewhere, await other.StateAsync());

        other.Connection.Mend();
        await many.PassAsync(3);

        Assert.Equal([("A", 9)], other.Sent);
    });
}
