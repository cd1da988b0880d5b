using InventorySync.Channels;

namespace InventorySync.Broadcast;

/// <summary>Watches and steers the broadcast: pause, resume, resync, answer a blast-radius question, read how it stands.</summary>
/// <remarks>
/// Safe from any thread, before the application has started too. Every method throws <see cref="ArgumentException"/> for a
/// channel that is not registered. Where several processes share a database, each channel is kept by one of them; pause, resume
/// and resync may be asked for at any of them, while the status in full and the answer to a question are the keeper's alone.
/// </remarks>
public interface IBroadcast
{
    /// <summary>Stops sending to a channel. What is in flight ends; changes go on being noted. Durable when the task completes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops waiting; the channel may or may not be paused.</param>
    Task PauseAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Sends again what has become stale meanwhile, and all that follows. Durable when the task completes.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops waiting; the channel may or may not be resumed.</param>
    Task ResumeAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>
    /// Brings a channel up to date in the bulk lane, behind urgent changes. The sync log gets a line when it has ended. A
    /// full resync that has begun survives a restart; listings that a person holds or the channel rejected are left out. Where another
    /// process keeps the channel it is asked to do it: if it ends before it has begun, or no process keeps the channel, it has to
    /// be asked for again.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="scope">What to compare or write.</param>
    /// <param name="cancellationToken">Stops waiting where another process is asked; here the resync is only noted, and begins at once.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scope"/> is no scope.</exception>
    Task ResyncAsync(ChannelId channel, ResyncScope scope, CancellationToken cancellationToken = default);

    /// <summary>Reads how the broadcast to a channel stands.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Not needed: the answer is there at once, whatever the channel and the database do.</param>
    /// <returns>Where another process keeps the channel: <see cref="ChannelState.Elsewhere"/>, and no counts.</returns>
    Task<ChannelStatus> ReadStatusAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Answers a question with yes: its listings are sent, at their quantities of that moment.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="question">The <see cref="BlastRadiusQuestion.Id"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the answer may or may not have been taken.</param>
    /// <returns>Whether that question stood; false too where another process keeps the channel, which is the one to answer.</returns>
    Task<bool> ConfirmAsync(ChannelId channel, Guid question, CancellationToken cancellationToken = default);

    /// <summary>
    /// Answers a question with no: its listings stay as the channel shows them until what they should show changes again, a
    /// resync is asked for, or the application restarts and asks anew.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="question">The <see cref="BlastRadiusQuestion.Id"/>.</param>
    /// <param name="cancellationToken">Stops waiting; the answer may or may not have been taken.</param>
    /// <returns>Whether that question stood; false too where another process keeps the channel, which is the one to answer.</returns>
    Task<bool> CancelAsync(ChannelId channel, Guid question, CancellationToken cancellationToken = default);

    /// <summary>Reads the sync log, the newest run first. Runs are written a moment after they ended.</summary>
    /// <param name="channel">Only this channel's; null: every channel's.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="countMax"/> is below 1.</exception>
    Task<IReadOnlyList<SyncRun>> ReadRunsAsync(ChannelId? channel, int countMax, CancellationToken cancellationToken = default);
}
