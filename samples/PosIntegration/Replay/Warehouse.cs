using InventorySync.Stock;
using PosIntegration.Plan;

namespace PosIntegration.Replay;

/// <summary>Where the goods lie: deliveries, write-offs, and what customers bring back to a till.</summary>
internal sealed class Warehouse
{
    /// <summary>The one location: tills and marketplaces sell the same units.</summary>
    public static readonly LocationId Location = new("warehouse");

    private readonly StockDesk _stock;
    private readonly TimeProvider _time;

    public Warehouse(StockDesk stock, TimeProvider time)
    {
        _stock = stock;
        _time = time;
    }

    /// <summary>Units that came in, the opening stock included.</summary>
    public long UnitsReceived { get; private set; }

    public long UnitsWrittenOff { get; private set; }

    /// <summary>Units that the data writes off and that are not there any more.</summary>
    public long UnitsNotWrittenOff { get; private set; }

    public async Task OpenAsync(IReadOnlyList<Units> opening, CancellationToken cancellationToken)
    {
        foreach (var (i, chunk) in opening.Chunk(StockOperation.LinesMax).Index())
        {
            await ReceiveAsync($"opening:{i + 1}", chunk, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task TakeInAsync(Delivery delivery, CancellationToken cancellationToken) => ReceiveAsync(delivery.Id, delivery.Lines, cancellationToken);

    /// <summary>Writes units off, as many as are there: an operation is applied whole or not at all, so a refused one is asked for again with what there is.</summary>
    public async Task WriteOffAsync(WriteOff writeOff, CancellationToken cancellationToken)
    {
        var (sku, units) = (writeOff.Line.Sku, writeOff.Line.Quantity);
        for (var attempt = 1; units > 0; attempt++)
        {
            var operation = StockOperation.Adjust(
                new OperationId($"write-off:{writeOff.Invoice}:{sku}:{attempt}"),
                $"written off on invoice {writeOff.Invoice}",
                new StockLine(sku, -units, Location)) with
            { OccurredAt = _time.GetUtcNow() };
            var outcome = await _stock.AskAsync(operation, cancellationToken).ConfigureAwait(false);
            if (outcome.IsApplied)
            {
                break;
            }

            units = outcome.Refusals is [var refusal, ..] ? Math.Clamp(refusal.Available, 0, units - 1) : 0;
        }

        UnitsWrittenOff += units;
        UnitsNotWrittenOff += writeOff.Line.Quantity - units;
    }

    /// <summary>A customer brings units back to a till.</summary>
    public Task TakeBackAsync(string invoice, CancelledUnits part, long units, string till, CancellationToken cancellationToken) =>
        _stock.AskAsync(Return(invoice, part, units, till), cancellationToken);

    private StockOperation Return(string invoice, CancelledUnits part, long units, string till)
    {
        var id = new OperationId($"return:{invoice}:{part.SaleInvoice}:{part.Sku}");
        return StockOperation.Return(id, new StockLine(part.Sku, units, Location)) with
        {
            OccurredAt = _time.GetUtcNow(),
            Channel = new(till),
            Reason = $"invoice {invoice} takes back units of {part.SaleInvoice}",
        };
    }

    private async Task ReceiveAsync(string id, IReadOnlyList<Units> lines, CancellationToken cancellationToken)
    {
        StockLine[] received = [.. lines.Select(line => new StockLine(line.Sku, line.Quantity, Location))];
        var operation = StockOperation.Receive(new OperationId(id), received) with { OccurredAt = _time.GetUtcNow() };
        var outcome = await _stock.AskAsync(operation, cancellationToken).ConfigureAwait(false);
        UnitsReceived += outcome.IsApplied ? lines.Sum(line => line.Quantity) : 0;
    }
}
