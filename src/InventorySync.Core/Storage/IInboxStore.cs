using InventorySync.Channels;
using InventorySync.Intake;

namespace InventorySync.Storage;

/// <summary>Keeps notifications that were accepted (answered with 2xx) and are not applied yet.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IInboxStore
{
    /// <summary>Adds an entry unless one of the same channel and key is there or still remembered. Durable when the task completes.</summary>
    /// <returns>Whether it was added; false: it is a repeat.</returns>
    Task<bool> AddAsync(InboxEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Reads a channel's entries that are due at <paramref name="now"/>, the oldest first.</summary>
    Task<IReadOnlyList<InboxEntry>> ReadDueAsync(ChannelId channel, DateTimeOffset now, int countMax, CancellationToken cancellationToken = default);

    /// <summary>The moment at which a channel's next entry is due; null: there is none.</summary>
    Task<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Counts a channel's entries that are not applied yet.</summary>
    Task<int> CountAsync(ChannelId channel, CancellationToken cancellationToken = default);

    /// <summary>Puts an entry off after a failed attempt.</summary>
    Task PostponeAsync(ChannelId channel, string key, DateTimeOffset dueAt, string cause, CancellationToken cancellationToken = default);

    /// <summary>Marks an entry as applied, or as moved to the dead letters. Its key is remembered for <paramref name="rememberUntil"/>.</summary>
    Task CompleteAsync(ChannelId channel, string key, DateTimeOffset rememberUntil, CancellationToken cancellationToken = default);

    /// <summary>Forgets keys whose time has passed.</summary>
    /// <returns>How many.</returns>
    Task<int> TrimAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
