using System.Globalization;
using System.Text;
using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Intake.Tills;

/// <summary>Records the sales of offline tills as facts, and keeps what can't be recorded in the dead letters.</summary>
/// <remarks>Safe from any thread.</remarks>
internal sealed partial class SaleIntake
{
    private readonly IStockController _stock;
    private readonly IInventoryStore _store;
    private readonly LoopRuntime _runtime;
    private readonly IntakeMetrics _metrics;
    private readonly ILogger<SaleIntake> _logger;

    public SaleIntake(IStockController stock, IInventoryStore store, LoopRuntime runtime, IntakeMetrics metrics, ILogger<SaleIntake> logger)
    {
        _stock = stock;
        _store = store;
        _runtime = runtime;
        _metrics = metrics;
        _logger = logger;
    }

    /// <summary>Records a sale: as a whole, or, where that is refused, line by line, so that one unknown SKU keeps no other unit on the shelf.</summary>
    /// <param name="till">The till.</param>
    /// <param name="sale">The sale.</param>
    /// <param name="split">The id under which its lines are recorded, where an earlier try got as far as that; otherwise null.</param>
    /// <param name="onSplit">Keeps that id durably, before the first line is recorded.</param>
    /// <param name="cancellationToken">Withdraws what was not taken yet.</param>
    public async Task<SaleEffect> RecordAsync(ChannelId till, TillSale sale, string? split, Action<string> onSplit, CancellationToken cancellationToken)
    {
        if (split is null)
        {
            if (await RecordWholeAsync(till, sale, cancellationToken).ConfigureAwait(false) is { } whole)
            {
                _metrics.SaleDrained(till, whole.IsRepeat);
                return whole;
            }

            split = DatedOperation(till, sale);
            onSplit(split);
        }

        var effect = await RecordLinesAsync(till, sale, split, cancellationToken).ConfigureAwait(false);
        _metrics.SaleDrained(till, effect.IsRepeat);
        return effect;
    }

    /// <summary>Records what a dead letter holds.</summary>
    /// <returns>Why it still can't be recorded; null where it is.</returns>
    public async Task<string?> RetryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (letter.Payload is null || SalePayload.Read(Encoding.UTF8.GetBytes(letter.Payload)) is not { } sale)
        {
            return "The letter holds no sale that can be read; record it by hand from the letter's text, then dismiss the letter.";
        }

        var outcome = await ApplyAsync(letter.Channel, new OperationId(letter.Key), sale, [.. sale.Lines], cancellationToken).ConfigureAwait(false);
        return outcome.IsApplied ? null : CauseOf(outcome, sale);
    }

    /// <summary>Keeps a journal's line that does not match its checksum.</summary>
    public async Task KeepDamagedAsync(ChannelId till, byte[] line, CancellationToken cancellationToken)
    {
        const string Cause = "The journal's line does not match its checksum; record the sale by hand from the letter's text, then dismiss the letter.";
        var key = $"{till}:{LetterKey.OfContent(line)}";
        await KeepAsync(till, key, Encoding.UTF8.GetString(line), Cause, cancellationToken).ConfigureAwait(false);
        Log.Damaged(_logger, till, line.Length);
    }

    /// <returns>What it did; null where it is refused.</returns>
    private async Task<SaleEffect?> RecordWholeAsync(ChannelId till, TillSale sale, CancellationToken cancellationToken)
    {
        StockLine[] lines = [.. sale.Lines];
        var id = TillSale.OperationOf(till, sale.Receipt);
        var outcome = await ApplyAsync(till, id, sale, lines, cancellationToken).ConfigureAwait(false);
        if (outcome.IsRepeat && await IsOtherSaleAsync(id, sale, cancellationToken).ConfigureAwait(false))
        {
            outcome = await ApplyAsync(till, new OperationId(DatedOperation(till, sale)), sale, lines, cancellationToken).ConfigureAwait(false);
        }

        return outcome.IsApplied
            ? new SaleEffect(IsRecorded: true, outcome.IsRepeat, IsDeadLettered: false, UnitsUncovered(outcome))
            : null;
    }

    private async Task<SaleEffect> RecordLinesAsync(ChannelId till, TillSale sale, string split, CancellationToken cancellationToken)
    {
        int recorded = 0, repeated = 0, deadLettered = 0;
        long uncovered = 0;
        for (var i = 0; i < sale.Lines.Count; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{split}:{i}");
            StockLine[] line = [sale.Lines[i]];
            var outcome = await ApplyAsync(till, new OperationId(id), sale, line, cancellationToken).ConfigureAwait(false);
            if (outcome.IsApplied)
            {
                recorded++;
                repeated += outcome.IsRepeat ? 1 : 0;
                uncovered += UnitsUncovered(outcome);
                continue;
            }

            deadLettered++;
            var payload = Encoding.UTF8.GetString(SalePayload.Write(sale with { Lines = line }));
            await KeepAsync(till, id, payload, CauseOf(outcome, sale), cancellationToken).ConfigureAwait(false);
        }

        return new SaleEffect(recorded > 0, recorded > 0 && repeated == recorded, deadLettered > 0, uncovered);
    }

    private ValueTask<StockOutcome> ApplyAsync(ChannelId till, OperationId id, TillSale sale, StockLine[] lines, CancellationToken cancellationToken) =>
        _stock.ApplyAsync(StockOperation.RecordSale(id, sale.SoldAt, lines) with { Channel = till }, cancellationToken);

    /// <summary>
    /// Whether the operation recorded another sale: one of another time, because the till's numbers have begun again. A sale that
    /// the till asked for online is the same one, recorded by the controller's clock.
    /// </summary>
    private async Task<bool> IsOtherSaleAsync(OperationId id, TillSale sale, CancellationToken cancellationToken)
    {
        var keys = new LedgerKeys();
        keys.Operations.Add(id);
        var state = await _store.Ledger.LoadAsync(keys, cancellationToken).ConfigureAwait(false);
        return state.Operations.Count > 0
            && state.Operations[0].Record is { Kind: OperationKind.RecordSale } record
            && (record.OccurredAt - sale.SoldAt).Duration() >= TimeSpan.FromMilliseconds(1);
    }

    /// <summary>An operation id that tells apart two sales of one receipt number; at most <see cref="OperationId.LengthMax"/> with a line's index.</summary>
    private static string DatedOperation(ChannelId till, TillSale sale) => string.Create(
        CultureInfo.InvariantCulture, $"{till.Value}:{sale.Receipt}@{sale.SoldAt.UtcDateTime:yyyyMMdd'T'HHmmssfff}");

    private static long UnitsUncovered(StockOutcome outcome) => outcome.IsRepeat ? 0 : outcome.Incidents.Sum(incident => incident.Units);

    private static string CauseOf(StockOutcome outcome, TillSale sale)
    {
        var refusal = outcome.Refusals.Count > 0 ? outcome.Refusals[0] : default;
        return outcome.Status switch
        {
            OutcomeStatus.UnknownSku =>
                $"SKU '{refusal.Sku}' of receipt '{sale.Receipt}' is neither in the catalogue nor in stock anywhere; add the item or receive stock, then retry.",
            OutcomeStatus.UnknownLocation =>
                $"The location '{refusal.Location}' of receipt '{sale.Receipt}' is not in the catalogue; add it, then retry.",
            _ => $"The stock controller refused receipt '{sale.Receipt}': {outcome}.",
        };
    }

    private async Task KeepAsync(ChannelId till, string key, string payload, string cause, CancellationToken cancellationToken)
    {
        await _store.DeadLetters.AddAsync(
            new DeadLetter
            {
                Id = _runtime.NewUuid(),
                Kind = DeadLetterKind.OfflineSale,
                Channel = till,
                Key = key,
                Cause = cause,
                Payload = payload,
                At = _runtime.Now,
                Status = DeadLetterStatus.Open,
            },
            cancellationToken).ConfigureAwait(false);
        _metrics.SaleDeadLettered(till);
        Log.DeadLettered(_logger, key, till, cause);
    }

    private static partial class Log
    {
        [LoggerMessage(IntakeEvents.SaleDeadLettered, LogLevel.Error, "Sale {Key} of till {Till} stands in the dead letters: {Cause}")]
        public static partial void DeadLettered(ILogger logger, string key, ChannelId till, string cause);

        [LoggerMessage(IntakeEvents.JournalDamaged, LogLevel.Error, "A line of {Bytes} bytes in the journal of {Till} does not match its checksum")]
        public static partial void Damaged(ILogger logger, ChannelId till, int bytes);
    }
}
