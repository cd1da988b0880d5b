namespace InventorySync.Alerts;

/// <summary>Units that are promised or gone and that stock does not cover: to be read, closed, and reckoned up against what the channels permit.</summary>
/// <remarks>Safe from any thread.</remarks>
public interface IIncidents
{
    /// <summary>Streams incidents, the newest first.</summary>
    /// <param name="openOnly">Whether to leave out those that somebody closed.</param>
    /// <param name="cancellationToken">Stops the stream.</param>
    IAsyncEnumerable<Incident> ReadAsync(bool openOnly = false, CancellationToken cancellationToken = default);

    /// <summary>Closes an incident.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="resolution">What was done about it, such as "cancelled" or "moved from store-2": 1 to 500 characters.</param>
    /// <param name="cancellationToken">Stops waiting; the incident may or may not be closed.</param>
    /// <returns>Whether it was open.</returns>
    /// <exception cref="ArgumentException">The resolution is empty, too long or has control characters.</exception>
    Task<bool> ResolveAsync(Guid id, string resolution, CancellationToken cancellationToken = default);

    /// <summary>Reckons up what each channel oversold in a period, why, and how much of its cancellation budget that would use up.</summary>
    /// <param name="from">Where the period begins, by the time at which the buyer ordered.</param>
    /// <param name="before">Where it ends, exclusive.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>One report per registered channel, in the order of their ids; then one per till or channel no longer registered that has incidents; last one for work inside the house, if it has any.</returns>
    /// <exception cref="ArgumentException"><paramref name="before"/> is not after <paramref name="from"/>.</exception>
    Task<IReadOnlyList<OversellReport>> ReadOversellsAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default);
}
