using InventorySync.Channels;
using InventorySync.Intake;

namespace InventorySync.Storage;

/// <summary>Keeps notifications that were accepted (answered with 2xx) and are not applied yet.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IInboxStore
{
    /// <summary>Adds an entry, unless one of the same channel and key waits or is still remembered. Durable when the task completes.</summary>
    /// <remarks>
    /// Where one waits, the repeat is noted on it: its <see cref="InboxEntry.Arrivals"/> grows by one and it takes the newer
    /// payload; when it came in and when it is due stay. Who works on the entry meanwhile learns of it from
    /// <see cref="CompleteAsync"/>. Where the key is remembered beyond the new entry's
    /// <see cref="InboxEntry.ReceivedAt"/>, nothing happens.
    /// </remarks>
    /// <returns>Whether it was added; false: it is a repeat.</returns>
    Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Reads a channel's entries that are due at <paramref name="now"/>, in the order in which they were added.</summary>
    Task<IReadOnlyList<InboxEntry>> ReadDueAsync(ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The moment at which a channel's next entry is due; null: there is none.</summary>
    Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Counts a channel's entries that are not applied yet.</summary>
    Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Puts an entry off after a failed attempt; one that is out already stays out.</summary>
    Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default);

    /// <summary>Takes an entry out, because it was applied or moved to the dead letters, unless it was notified again since it was read.</summary>
    /// <param name="entry">The entry as it was read; its channel, key and <see cref="InboxEntry.Arrivals"/> count.</param>
    /// <param name="rememberUntil">Until when repeats of the key are recognised; null: the key is forgotten, and the next notification of it counts.</param>
    /// <param name="cancellationToken">Stops waiting; the entry may or may not be taken out.</param>
    /// <returns>Whether it is out (of several who ask, each is told so); false: it has been notified again, and waits on.</returns>
    Task<bool> CompleteAsync(InboxEntry entry, DateTimeOffset? rememberUntil, CancellationToken cancellationToken = default);

    /// <summary>Forgets keys whose time has passed.</summary>
    /// <returns>How many.</returns>
    Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
