using InventorySync.Alerts;
using InventorySync.Channels;

namespace InventorySync.Storage;

/// <summary>Keeps what could not be applied or delivered, until somebody retries or dismisses it.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IDeadLetterStore
{
    /// <summary>Adds a letter, or replaces the open one of the same channel, kind and key. Durable when the task completes.</summary>
    Task AddAsync(DeadLetter letter, CancellationToken cancellationToken = default);

    /// <summary>Reads one letter, or null.</summary>
    Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Reads the open letter of a channel, kind and key, or null: there is at most one.</summary>
    Task<DeadLetter?> FindOpenAsync(ChannelId channel, DeadLetterKind kind, string key, CancellationToken cancellationToken = default);

    /// <summary>Streams letters, the oldest first, by their time and then their id.</summary>
    /// <param name="openOnly">Whether to leave out those that were retried or dismissed.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default);

    /// <summary>Closes a letter.</summary>
    /// <param name="id">Which.</param>
    /// <param name="status">Retried or dismissed.</param>
    /// <param name="reason">Why; not empty.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether it was open.</returns>
    /// <exception cref="ArgumentException">The status is neither of these, or the reason is empty.</exception>
    Task<bool> CloseAsync(Guid id, DeadLetterStatus status, string reason, DateTimeOffset at, CancellationToken cancellationToken = default);
}
