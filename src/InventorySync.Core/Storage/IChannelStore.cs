using InventorySync.Broadcast;
using InventorySync.Channels;

namespace InventorySync.Storage;

/// <summary>Keeps the switches and cursors of each channel, and its sync log.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IChannelStore
{
    /// <summary>Reads a channel's record; one that was never saved has the defaults.</summary>
    Task<ChannelRecord> ReadAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Sets whether the channel is paused.</summary>
    Task SavePausedAsync(ChannelId channel, bool paused, CancellationToken cancellationToken = default);

    /// <summary>Sets up to where the channel's orders have been read.</summary>
    Task SaveOrderCursorAsync(ChannelId channel, string? cursor, CancellationToken cancellationToken = default);

    /// <summary>Appends runs to the sync log and forgets all but the newest <paramref name="keepPerChannel"/> of each channel.</summary>
    Task AppendAsync(IReadOnlyList<SyncRun> runs, int keepPerChannel, CancellationToken cancellationToken = default);

    /// <summary>Reads the sync log, the run appended last first.</summary>
    /// <param name="channel">Only this channel's; null: every channel's.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default);
}
