using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Engine;

/// <summary>The central stock controller: the only way by which stock changes.</summary>
/// <remarks>Safe from any thread. Operations of one process are applied one after the other in the order in which they were asked.</remarks>
public interface IStockController
{
    /// <summary>Applies an operation, or refuses it. The outcome is durable when it is returned (I4).</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="cancellationToken">
    /// Withdraws the operation while it is queued, or while the full queue makes the caller wait. Once the writer has taken
    /// it, the outcome is delivered whatever the token says.
    /// </param>
    /// <returns>The outcome; await it once.</returns>
    /// <exception cref="OperationCanceledException">It was withdrawn; nothing was changed.</exception>
    /// <exception cref="StockControllerStoppedException">The application is shutting down; nothing was changed.</exception>
    /// <exception cref="Storage.StorageException">The store failed; <see cref="Storage.StorageException.IsTransient"/> tells whether the same id may be asked again.</exception>
    ValueTask<StockOutcome> ApplyAsync(StockOperation operation, CancellationToken cancellationToken = default);

    /// <summary>Reads the levels of a SKU at every location that has one, by location.</summary>
    /// <param name="sku">The article; for a kit there are none.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<IReadOnlyList<Level>> ReadLevelsAsync(Sku sku, CancellationToken cancellationToken = default);

    /// <summary>Reads a reservation, or null where there is none of that id.</summary>
    /// <param name="id">The reservation.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    Task<Reservation?> ReadReservationAsync(ReservationId id, CancellationToken cancellationToken = default);
}
