using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Tills;
using InventorySync.Stock;
using PosIntegration.Plan;

namespace PosIntegration.Replay;

/// <summary>A till: asks the stock controller for each sale; without a connection it writes its journal and asks nobody.</summary>
internal sealed class TillDesk : IDisposable
{
    private readonly StockDesk _stock;
    private readonly SoldUnits _sold;
    private readonly OutletTotals _totals;
    private readonly TimeProvider _time;
    private readonly string _journalPath;
    private readonly TillJournal _journal;
    private readonly List<TillSale> _offline = [];

    /// <param name="stock">Who is asked.</param>
    /// <param name="sold">Notes what was sold.</param>
    /// <param name="totals">Counts it.</param>
    /// <param name="time">The till's clock.</param>
    /// <param name="journalPath">Where the till keeps what it sells without a connection.</param>
    public TillDesk(StockDesk stock, SoldUnits sold, OutletTotals totals, TimeProvider time, string journalPath)
    {
        Till = new ChannelId(totals.Name);
        _stock = stock;
        _sold = sold;
        _totals = totals;
        _time = time;
        _journalPath = journalPath;
        _journal = TillJournal.Open(journalPath, Till);
    }

    public ChannelId Till { get; }

    public bool IsOffline { get; private set; }

    /// <summary>What the till sold while it was last offline: for the audit, which tells it again.</summary>
    public IReadOnlyList<TillSale> LastOffline { get; private set; } = [];

    public Task SellAsync(Sale sale, CancellationToken cancellationToken) =>
        IsOffline ? WriteAsync(sale, cancellationToken) : AskAsync(sale, cancellationToken);

    public void GoOffline() => IsOffline = true;

    public async Task ComeBackAsync(IIntake intake, CancellationToken cancellationToken)
    {
        IsOffline = false;
        if (_journal.Pending == 0)
        {
            return;
        }

        await intake.DrainAsync(_journal, cancellationToken).ConfigureAwait(false);
        LastOffline = [.. _offline];
        _offline.Clear();
    }

    /// <summary>A second journal with what the first one had when it was last drained. The caller closes it.</summary>
    public async Task<TillJournal> CopyLastAsync(CancellationToken cancellationToken)
    {
        var copy = TillJournal.Open(_journalPath + ".again", Till);
        foreach (var sale in LastOffline)
        {
            await copy.AppendAsync(sale, cancellationToken).ConfigureAwait(false);
        }

        return copy;
    }

    public void Dispose() => _journal.Dispose();

    /// <summary>The goods are handed over whatever stock is said to be: that is a fact, told later.</summary>
    private async Task WriteAsync(Sale sale, CancellationToken cancellationToken)
    {
        StockLine[] lines = [.. sale.Lines.Select(line => new StockLine(line.Sku, line.Quantity, Warehouse.Location))];
        var sold = new TillSale { Receipt = sale.Id, SoldAt = _time.GetUtcNow(), Lines = lines };
        await _journal.AppendAsync(sold, cancellationToken).ConfigureAwait(false);
        _offline.Add(sold);
        _stock.NoteFact(StockOperation.RecordSale(TillSale.OperationOf(Till, sale.Id), _time.GetUtcNow(), lines));
        _totals.OfflineSales++;
        Note(sale, sale.Lines.ToDictionary(line => line.Sku, line => line.Quantity));
    }

    /// <summary>Asks for the whole sale; what the answer says is not there is put back, and the rest asked for again.</summary>
    private async Task AskAsync(Sale sale, CancellationToken cancellationToken)
    {
        var wanted = sale.Lines.ToDictionary(line => line.Sku, line => line.Quantity);
        for (var attempt = 1; wanted.Count > 0; attempt++)
        {
            // The first attempt has the id that the journal would use, so that a sale can stand in both and is applied once. A
            // second attempt asks for something else and is another operation.
            var receipt = TillSale.OperationOf(Till, sale.Id);
            var id = attempt == 1 ? receipt : new OperationId($"{receipt}:{attempt}");
            StockLine[] lines = [.. wanted.Select(line => new StockLine(line.Key, line.Value))];
            var operation = StockOperation.Sell(id, lines) with { OccurredAt = _time.GetUtcNow(), Channel = Till };
            var outcome = await _stock.AskAsync(operation, cancellationToken).ConfigureAwait(false);
            if (outcome.IsApplied)
            {
                break;
            }

            PutBack(wanted, outcome);
        }

        Note(sale, wanted);
    }

    private static void PutBack(Dictionary<Sku, long> wanted, StockOutcome outcome)
    {
        if (outcome.Refusals.Count == 0)
        {
            throw new InvalidOperationException($"A sale was refused and no line is named: {outcome}.");
        }

        foreach (var refusal in outcome.Refusals)
        {
            if (refusal.Available > 0 && refusal.Available < wanted[refusal.Sku])
            {
                wanted[refusal.Sku] = refusal.Available;
            }
            else
            {
                wanted.Remove(refusal.Sku);
            }
        }
    }

    private void Note(Sale sale, Dictionary<Sku, long> sold)
    {
        foreach (var (sku, units) in sold)
        {
            _sold.Note(sale.Invoice, sku, units, sale.Outlet.Name);
        }

        var (wanted, got) = (sale.Lines.Sum(line => line.Quantity), sold.Values.Sum());
        _totals.Sales += got > 0 ? 1 : 0;
        _totals.UnitsSold += got;
        _totals.UnitsRefused += wanted - got;
        _totals.SalesCut += got < wanted ? 1 : 0;
    }
}
