using InventorySync.Channels;
using InventorySync.Intake.Tills;

namespace InventorySync.Intake;

/// <summary>Takes in what happened elsewhere: a channel's notifications and orders, and the sales of tills that were offline.</summary>
/// <remarks>
/// What it takes in are facts: they are never refused for lack of stock, and what can't be applied stands in the dead letters
/// (I9). Orders are cumulative snapshots, so doubling, reordering and echoes of our own pushes change nothing and cause no
/// push. Safe from any thread.
/// </remarks>
public interface IIntake
{
    /// <summary>Takes a notification (a webhook, a queue's message). What it says is durable when the task completes.</summary>
    /// <param name="channel">The channel that it claims to come from.</param>
    /// <param name="notification">The notification with its raw body.</param>
    /// <param name="cancellationToken">Gives up; what was applied stays, and the sender's repeat does the rest.</param>
    /// <returns>What became of it; <see cref="IntakeResult.IsAccepted"/> tells whether to answer 2xx.</returns>
    /// <exception cref="Storage.StorageException">The store failed: don't answer 2xx, so that the channel sends it again.</exception>
    /// <exception cref="Engine.StockControllerStoppedException">The application is shutting down: likewise.</exception>
    Task<IntakeResult> ReceiveAsync(ChannelId channel, ChannelNotification notification, CancellationToken cancellationToken = default);

    /// <summary>Applies orders that the caller has read from the channel itself.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="orders">The orders as they are now.</param>
    /// <param name="cancellationToken">Stops between two orders; applying the rest, or all again, later is harmless.</param>
    /// <returns>What they changed. Durable when the task completes.</returns>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    /// <exception cref="Storage.StorageException">The store failed; apply all of them again.</exception>
    Task<IntakeReport> ApplyOrdersAsync(ChannelId channel, IReadOnlyList<ChannelOrder> orders, CancellationToken cancellationToken = default);

    /// <summary>Brings in everything that the channel has and we have not: the inbox, then its orders up to the newest.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Stops waiting; the reading goes on.</param>
    /// <returns>Whether all of it was read and is applied or stands in the dead letters; true where the channel has nothing to
    /// ask; false where another process on the same database keeps the channel: there it is to be asked for.</returns>
    /// <exception cref="ArgumentException">There is no such channel.</exception>
    Task<bool> CatchUpAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Applies the sales that a till rang up while it was offline, in their order, as facts of their own time.</summary>
    /// <param name="journal">The till's journal. Its progress is kept, so that draining it twice changes nothing.</param>
    /// <param name="cancellationToken">Stops between two sales; the next drain goes on there.</param>
    /// <returns>How many sales were applied, and what could not be.</returns>
    /// <exception cref="InvalidOperationException">The journal is being drained already.</exception>
    /// <exception cref="Storage.StorageException">The store failed; drain again later.</exception>
    /// <exception cref="IOException">The journal can't be read, or its progress can't be kept.</exception>
    Task<TillDrainReport> DrainAsync(TillJournal journal, CancellationToken cancellationToken = default);
}
