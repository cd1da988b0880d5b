using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Crash.Load;

/// <summary>Asks, and writes down what it asked and heard.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed class Till
{
    private readonly Inventory _inventory;
    private readonly OutcomeLog _log;

    public Till(Inventory inventory, OutcomeLog log)
    {
        _inventory = inventory;
        _log = log;
    }

    /// <exception cref="StorageException">The store failed; that is written down too.</exception>
    public async Task<StockOutcome> AskAsync(Ask ask)
    {
        _log.Asked(ask);
        try
        {
            // No caller's token: an operation that was withdrawn would leave nothing to check.
            var outcome = await _inventory.Controller.ApplyAsync(ask.ToOperation(), CancellationToken.None);
            _log.Told(ask, outcome);
            return outcome;
        }
        catch (StorageException fault)
        {
            _log.Failed(ask, fault);
            throw;
        }
    }
}
