namespace InventorySync.Alerts;

/// <summary>What could not be applied or delivered: to be read, tried again once the cause is mended, or dismissed with a reason.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IDeadLetters
{
    /// <summary>Streams letters, the oldest first.</summary>
    /// <param name="openOnly">Whether to leave out those that were retried or dismissed.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<DeadLetter> ReadAsync(bool openOnly = true, CancellationToken cancellationToken = default);

    /// <summary>Reads one letter, or null where there is none of that id.</summary>
    /// <param name="id">The letter.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tries a letter again: a push goes back to the broadcast, which sends the quantity of now; an order, a notification or an
    /// offline sale is applied. Harmless to repeat: what was applied meanwhile changes nothing.
    /// </summary>
    /// <param name="id">The letter.</param>
    /// <param name="cancellationToken">Gives up; the letter stays open, or its retry has happened and changes nothing the next time.</param>
    /// <returns>Whether it worked, and if not, why. A letter whose retry failed stays open, with the cause of the last try.</returns>
    /// <exception cref="Storage.StorageException">The store failed; the letter stays open.</exception>
    Task<DeadLetterRetry> RetryAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Closes a letter without doing anything about it.</summary>
    /// <param name="id">The letter.</param>
    /// <param name="reason">Why nothing is to be done: 1 to 500 characters.</param>
    /// <param name="cancellationToken">Stops waiting; the letter may or may not be closed.</param>
    /// <returns>Whether it was open.</returns>
    /// <exception cref="ArgumentException">The reason is empty, too long or has control characters.</exception>
    Task<bool> DismissAsync(Guid id, string reason, CancellationToken cancellationToken = default);
}
