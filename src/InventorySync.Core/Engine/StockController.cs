using InventorySync.Engine.Writing;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine;

/// <summary>The door to the engine: writes go through the writer, reads to the store.</summary>
internal sealed class StockController : IStockController
{
    private readonly StockWriter _writer;
    private readonly ILedgerStore _ledger;

    public StockController(StockWriter writer, IInventoryStore store)
    {
        _writer = writer;
        _ledger = store.Ledger;
    }

    public ValueTask<StockOutcome> ApplyAsync(StockOperation operation, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(operation);
        return _writer.ApplyAsync(operation, cancellationToken);
    }

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(Sku sku, CancellationToken cancellationToken = default) =>
        _ledger.ReadLevelsAsync([sku], cancellationToken);

    public async Task<Reservation?> ReadReservationAsync(ReservationId id, CancellationToken cancellationToken = default)
    {
        var keys = new LedgerKeys();
        keys.Reservations.Add(id);
        var state = await _ledger.LoadAsync(keys, cancellationToken).ConfigureAwait(false);
        return state.Reservations.Count == 0 ? null : state.Reservations[0];
    }
}
