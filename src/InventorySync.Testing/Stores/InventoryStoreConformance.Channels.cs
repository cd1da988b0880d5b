using InventorySync.Broadcast;
using InventorySync.Channels;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Channel records and the sync log.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A channel that was never saved has the defaults; switch and cursor are kept apart.</summary>
    [Fact]
    public async Task SaveChannel_PausedAndCursor_AreKeptApart()
    {
        Assert.Equal(new ChannelRecord(), await Store.Channels.ReadAsync(Shop));

        await Store.Channels.SaveOrderCursorAsync(Shop, "cursor 1");
        await Store.Channels.SavePausedAsync(Shop, paused: true);
        await Store.Channels.SavePausedAsync(Market, paused: true);
        await ReopenAsync();
        Assert.Equal(new ChannelRecord { Paused = true, OrderCursor = "cursor 1" }, await Store.Channels.ReadAsync(Shop));

        await Store.Channels.SavePausedAsync(Shop, paused: false);
        await Store.Channels.SaveOrderCursorAsync(Shop, cursor: null);
        Assert.Equal(new ChannelRecord(), await Store.Channels.ReadAsync(Shop));
        Assert.Equal(new ChannelRecord { Paused = true }, await Store.Channels.ReadAsync(Market));
    }

    /// <summary>Runs come back whole, the newest first, of one channel or of all.</summary>
    [Fact]
    public async Task AppendRuns_Several_AreReadNewestFirst()
    {
        var full = Run(Market) with
        {
            Kind = SyncRunKind.OrderPoll,
            Sent = 1,
            Accepted = 2,
            Throttled = 3,
            Failed = 4,
            Rejected = 5,
            Cause = "429 ü",
            Duration = TimeSpan.FromMicroseconds(1_234_567),
        };
        SyncRun second = Run(Shop), third = Run(Market);
        await Store.Channels.AppendAsync([full, second], 10);
        await Store.Channels.AppendAsync([third], 10);
        await Store.Channels.AppendAsync([], 10);
        await ReopenAsync();

        Assert.Equal([third, second, full], await Store.Channels.ReadRunsAsync(channel: null, 10));
        Assert.Equal([third, full], await Store.Channels.ReadRunsAsync(Market, 10));
        Assert.Equal([third, second], await Store.Channels.ReadRunsAsync(channel: null, 2));
        Assert.Empty(await Store.Channels.ReadRunsAsync(new ChannelId("none"), 10));
    }

    /// <summary>The log keeps so many of each channel: a busy one does not push a quiet one out.</summary>
    [Fact]
    public async Task AppendRuns_BeyondTheLimit_ForgetsTheOldestOfEachChannel()
    {
        var quiet = Run(Shop);
        SyncRun[] busy = [Run(Market), Run(Market), Run(Market), Run(Market)];
        await Store.Channels.AppendAsync([quiet, busy[0], busy[1]], 2);

        await Store.Channels.AppendAsync([busy[2], busy[3]], 2);

        Assert.Equal([busy[3], busy[2], quiet], await Store.Channels.ReadRunsAsync(channel: null, 10));
    }

    private SyncRun Run(ChannelId channel) => new()
    {
        Id = NewUuid(),
        Channel = channel,
        Kind = SyncRunKind.Push,
        StartedAt = Noon.AddSeconds(_ids),
        Duration = TimeSpan.FromMilliseconds(12),
    };
}
