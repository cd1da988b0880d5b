using InventorySync.Engine;
using InventorySync.Stock;

namespace PosIntegration.Replay;

/// <summary>Asks the stock controller and keeps what was asked and answered, so that the ledger can be held against it at the end.</summary>
internal sealed class StockDesk
{
    private readonly IStockController _stock;
    private readonly List<Asked> _asked = [];

    public StockDesk(IStockController stock) => _stock = stock;

    public IReadOnlyList<Asked> Asked => _asked;

    public async Task<StockOutcome> AskAsync(StockOperation operation, CancellationToken cancellationToken)
    {
        var outcome = await _stock.ApplyAsync(operation, cancellationToken).ConfigureAwait(false);
        _asked.Add(new Asked(operation, outcome.Status, outcome.IsRepeat));
        return outcome;
    }

    /// <summary>Keeps a fact that reaches the stock controller later, by another way.</summary>
    public void NoteFact(StockOperation fact) => _asked.Add(new Asked(fact, OutcomeStatus.Applied, IsRepeat: false));

    /// <summary>Asks again what was asked before, without keeping it: for the audit.</summary>
    public ValueTask<StockOutcome> RepeatAsync(StockOperation operation, CancellationToken cancellationToken) =>
        _stock.ApplyAsync(operation, cancellationToken);
}
