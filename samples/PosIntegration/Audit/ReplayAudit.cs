using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reconciliation;
using InventorySync.Stock;
using InventorySync.Testing.Marketplaces;
using PosIntegration.Plan;
using PosIntegration.Replay;
using PosIntegration.Replay.Time;
using PosIntegration.Report;

namespace PosIntegration.Audit;

/// <summary>Checks the invariants I1 to I9 on what a replay left: in the ledger, at the marketplaces, and in the copies of the database.</summary>
internal sealed class ReplayAudit
{
    private readonly ReplayPlan _plan;
    private readonly ReplayRun _run;
    private readonly ReplayClock _clock;

    public ReplayAudit(ReplayPlan plan, ReplayRun run, ReplayClock clock)
    {
        _plan = plan;
        _run = run;
        _clock = clock;
    }

    /// <summary>Checks all of them.</summary>
    /// <returns>The results in order, and the ledger's digest.</returns>
    public async Task<(IReadOnlyList<InvariantResult> Results, LedgerBook Book)> CheckAsync(CancellationToken cancellationToken)
    {
        var book = await LedgerBook.ReadAsync(_run.App.Store.Ledger, cancellationToken).ConfigureAwait(false);
        var operations = new OperationAudit(_run.Stock.Asked, book);
        var results = new List<InvariantResult>
        {
            new("I1 No oversell", $"{Figures.Of(book.RequestedMovements)} accepted lines of requests; the least available after one: {Figures.Of(book.AvailableMin)}", book.Oversold, book.RequestedMovements),
            await ConservationAsync(book, cancellationToken).ConfigureAwait(false),
            await ExactlyOnceAsync(book, operations, cancellationToken).ConfigureAwait(false),
            await DurableAsync(cancellationToken).ConfigureAwait(false),
            new("I5 Atomic", $"{Figures.Of(operations.Counts.Applied)} applied operations have all their lines, {Figures.Of(operations.Counts.Refused)} refused ones have none", operations.NotWhole(), operations.Counts.Applied + operations.Counts.Refused),
            new("I6 Chained", $"{Figures.Of(book.Movements)} movements of {Figures.Of(book.Levels)} levels, each following from the one before, versions without a gap", book.Unchained, book.Movements),
            await ConvergentAsync(cancellationToken).ConfigureAwait(false),
            NeverStale(),
            await NoFactLostAsync(book, cancellationToken).ConfigureAwait(false),
        };
        return (results, book);
    }

    /// <summary>I2: reckoned here row by row, and by the library's own verifier.</summary>
    private async Task<InvariantResult> ConservationAsync(LedgerBook book, CancellationToken cancellationToken)
    {
        var report = await _run.App.Services.GetRequiredService<ILedgerVerifier>().VerifyAsync(cancellationToken).ConfigureAwait(false);
        if (!report.IsSound)
        {
            book.Unequal.Add($"the verifier says: {report.ToString().ReplaceLineEndings("; ")}");
        }

        return new InvariantResult(
            "I2 Conservation",
            $"{Figures.Of(book.Levels)} levels equal the sums of {Figures.Of(book.Movements)} movements, reserved units those of {Figures.Of(book.OpenReservations)} open reservations; "
            + $"the verifier agrees on {Figures.Of(report.Levels)} levels",
            book.Unequal,
            book.Levels);
    }

    /// <summary>I3: operations asked again, orders told again, a journal drained again; the ledger must not notice.</summary>
    private async Task<InvariantResult> ExactlyOnceAsync(LedgerBook book, OperationAudit operations, CancellationToken cancellationToken)
    {
        var findings = operations.NotOnce();
        var (asked, otherwise) = await operations.RepeatAsync(_run.App.Stock, cancellationToken).ConfigureAwait(false);
        findings.AddRange(otherwise);
        var orders = 0;
        foreach (var marketplace in _run.Marketplaces)
        {
            var report = await _run.App.Intake.ApplyOrdersAsync(Channel(marketplace), marketplace.Orders, cancellationToken).ConfigureAwait(false);
            orders += report.Orders;
            if (report.Changed > 0)
            {
                findings.Add($"{report.Changed} orders of {marketplace.Options.Name}, told again, changed stock");
            }
        }

        var drained = await DrainAgainAsync(findings, cancellationToken).ConfigureAwait(false);
        await _clock.SettleAsync().ConfigureAwait(false);
        var after = await LedgerBook.ReadAsync(_run.App.Store.Ledger, cancellationToken).ConfigureAwait(false);
        if (after.Digest != book.Digest)
        {
            findings.Add($"the repeats changed the ledger: {book.Movements} movements before, {after.Movements} after");
        }

        return new InvariantResult(
            "I3 Exactly once",
            $"{Figures.Of(operations.Counts.Applied)} operations stand once; {Figures.Of(asked)} asked again, {Figures.Of(orders)} orders told again and "
            + $"{Figures.Of(drained)} offline sales drained again changed nothing",
            findings,
            operations.Counts.Applied);
    }

    private async Task<int> DrainAgainAsync(Findings findings, CancellationToken cancellationToken)
    {
        var drained = 0;
        foreach (var till in _run.Tills.Where(till => till.LastOffline.Count > 0))
        {
            using var journal = await till.CopyLastAsync(cancellationToken).ConfigureAwait(false);
            var report = await _run.App.Intake.DrainAsync(journal, cancellationToken).ConfigureAwait(false);
            drained += report.Applied + report.Repeated;
            if (report.Applied > 0 || report.DeadLettered > 0)
            {
                findings.Add($"draining the journal of {till.Till} again applied {report.Applied} sales and dead-lettered {report.DeadLettered}");
            }
        }

        return drained;
    }

    /// <summary>I4: what a killed process would have left, at moments of the run.</summary>
    private async Task<InvariantResult> DurableAsync(CancellationToken cancellationToken)
    {
        var (copies, movements, findings) = await _run.Copies.CheckAsync(cancellationToken).ConfigureAwait(false);
        return new InvariantResult(
            "I4 Durable",
            $"{copies} copies of the database's files, each taken right after an outcome was reported and opened as after a kill: "
            + $"the outcome is in each, {Figures.Of(movements)} movements add up",
            findings,
            copies);
    }

    /// <summary>I7: after the last change everything shows what is published, and then silence.</summary>
    private async Task<InvariantResult> ConvergentAsync(CancellationToken cancellationToken)
    {
        var findings = new Findings();
        var (listings, writes) = (0, 0L);
        foreach (var marketplace in _run.Marketplaces)
        {
            var audit = new MarketAudit(marketplace);
            var (compared, differing) = await audit.NotConvergedAsync(_plan.Articles, _run.App.Publication, cancellationToken).ConfigureAwait(false);
            findings.AddRange(differing);
            listings += compared;
            writes += audit.WritesSince(_run.QuietSince);
        }

        if (writes > 0)
        {
            findings.Add($"{writes} writes came in although nothing changed any more");
        }

        return new InvariantResult(
            "I7 Convergent",
            $"{Figures.Of(listings)} listings show what is published; {writes} writes in the {Figures.Of(ReplayRun.QuietFor)} after that",
            findings,
            listings);
    }

    /// <summary>I8: in the order in which the marketplaces themselves recorded it.</summary>
    private InvariantResult NeverStale()
    {
        var findings = new Findings();
        var landed = 0L;
        foreach (var marketplace in _run.Marketplaces)
        {
            var (writes, stale) = new MarketAudit(marketplace).Stale();
            landed += writes;
            findings.AddRange(stale);
        }

        return new InvariantResult("I8 Never stale", $"{Figures.Of(landed)} quantities landed, none after a newer one of its listing", findings, landed);
    }

    /// <summary>I9: what the marketplaces sold and were told 2xx for, and what the tills wrote into their journals.</summary>
    private async Task<InvariantResult> NoFactLostAsync(LedgerBook book, CancellationToken cancellationToken)
    {
        var letters = new List<DeadLetter>();
        await foreach (var letter in _run.App.Store.DeadLetters.ReadAsync(openOnly: true, cancellationToken).ConfigureAwait(false))
        {
            letters.Add(letter);
        }

        var findings = new Findings();
        var (orders, dead, taken) = (0, 0, 0L);
        foreach (var marketplace in _run.Marketplaces)
        {
            var (told, inLetters, lost) = new MarketAudit(marketplace).Lost(book, letters);
            findings.AddRange(lost);
            (orders, dead, taken) = (orders + told, dead + inLetters, taken + marketplace.Totals.NotificationsTaken);
        }

        var offline = _run.Stock.Asked.Where(asked => asked.Operation.Kind == OperationKind.RecordSale).ToList();
        foreach (var (operation, _, _) in offline.Where(asked => !book.OnHandByOperation.ContainsKey(asked.Operation.Id)))
        {
            findings.Add($"{operation.Id} was sold offline and is not in the ledger");
        }

        return new InvariantResult(
            "I9 No fact lost",
            $"{Figures.Of(taken)} notifications were answered 2xx; {Figures.Of(orders)} orders stand in the ledger as the marketplaces have them ({dead} in the dead letters); "
            + $"{Figures.Of(offline.Count)} offline sales stand in it",
            findings,
            taken + orders + offline.Count);
    }

    private static ChannelId Channel(SimulatedMarketplace marketplace) => new(marketplace.Options.Name);
}
