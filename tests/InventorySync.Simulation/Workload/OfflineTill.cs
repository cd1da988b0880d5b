using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Intake.Tills;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>A till without a connection: it sells whatever lies on its shelf, writes its journal, and drains it now and then, also after a crash.</summary>
internal sealed class OfflineTill : IActor, IDisposable
{
    private readonly World _world;
    private readonly Callers _callers;
    private readonly Shelf _shelf;
    private readonly Chance _chance;
    private readonly ChannelId _till = new("offline-till");
    private readonly string _directory = Directory.CreateTempSubdirectory("inventorysync-till").FullName;
    private TillJournal? _journal;
    private int _receipts;
    private bool _isDraining;

    public OfflineTill(World world, Callers callers, Shelf shelf)
    {
        _world = world;
        _callers = callers;
        _shelf = shelf;
        _chance = world.Chance.Branch();
    }

    public double Weight => 2;

    private TillJournal Journal => _journal ??= TillJournal.Open(Path.Combine(_directory, "journal"), _till);

    public void Act()
    {
        if (_chance.Happens(0.3))
        {
            _world.Auditor.Verdict.Watch(DrainAsync());
        }
        else
        {
            Sell();
        }
    }

    /// <summary>The till has its connection back: all that it sold is handed over.</summary>
    public async Task SettleAsync()
    {
        while (Journal.Pending > 0)
        {
            await DrainAsync();
            await _world.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    public void Dispose()
    {
        _journal?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private void Sell()
    {
        var sale = new TillSale { Receipt = $"receipt-{++_receipts}", SoldAt = _world.Now, Lines = _shelf.Basket() };
        var fact = StockOperation.RecordSale(TillSale.OperationOf(_till, sale.Receipt), sale.SoldAt, [.. sale.Lines]);
        _world.Auditor.Learn(fact);
        _ = Journal.AppendAsync(sale);
        if (_chance.Happens(0.2))
        {
            // It tried online first, and did not wait for the answer.
            _callers.Ask(fact);
        }
    }

    private async Task DrainAsync()
    {
        if (_isDraining || !_world.Broadcaster.IsUp)
        {
            return;
        }

        _isDraining = true;
        var answer = await _world.Broadcaster.CallAsync(process => process.Get<IIntake>().DrainAsync(Journal));
        if (!answer.IsAnswered)
        {
            // After a crash the till's program starts anew as well, from what is on its disk.
            _journal?.Dispose();
            _journal = null;
        }

        _world.Trace.Note(_till.Value, $"drained: {answer.Ending}, {Journal.Pending} left");
        _isDraining = false;
    }
}
