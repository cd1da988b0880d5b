using PosIntegration.Audit;
using PosIntegration.Input;
using PosIntegration.Replay;
using Spectre.Console;

namespace PosIntegration.Report;

/// <summary>Prints what happened, and what it proves.</summary>
internal sealed class FinalReport
{
    private readonly IAnsiConsole _console;

    public FinalReport(IAnsiConsole console) => _console = console;

    public void Print(Outcome outcome)
    {
        PrintInput(outcome);
        PrintChannels(outcome);
        PrintInvariants(outcome.Invariants);
        PrintEnd(outcome);
    }

    private void PrintInput(Outcome outcome)
    {
        var account = outcome.Account;
        Head($"Input: {outcome.Source}");
        var table = NewTable("lines", "what became of them", "examples");
        table.AddRow(Figures.Of(account.UsedAs(SalesLineKind.Sale)), "sold", string.Empty);
        table.AddRow(Figures.Of(account.UsedAs(SalesLineKind.Cancellation)), "cancelled or brought back", string.Empty);
        table.AddRow(Figures.Of(account.UsedAs(SalesLineKind.WriteOff)), "written off", string.Empty);
        foreach (var (cause, unused) in account.NotUsed)
        {
            table.AddRow(Figures.Of(unused.Count), $"not used: {LineCauseText.Of(cause)}", Markup.Escape(string.Join("; ", unused.Examples)));
        }

        table.AddRow(Figures.Of(account.Read), account.AddsUp ? "read; the lines above add up to it" : "READ: THE LINES ABOVE DO NOT ADD UP TO IT", string.Empty);
        _console.Write(table);
        Line(
            $"Counted together: {Figures.Of(account.Repeats, "line")} repeating an article of their invoice, {Figures.Of(account.OtherSpellings, "line")} with a code in another case. "
            + $"{Figures.Of(account.CancelledUnitsWithoutSale, "unit")} of used cancellations not sold in the input before.");
    }

    private void PrintChannels(Outcome outcome)
    {
        Head("Channels");
        _console.Write(ChannelTable.Of(outcome.Progress.Rows));
        var (offline, cut, back, cancelled) = (
            outcome.Totals.Sum(totals => totals.OfflineSales),
            outcome.Totals.Sum(totals => totals.SalesCut),
            outcome.Totals.Sum(totals => totals.UnitsBack),
            outcome.Totals.Sum(totals => totals.UnitsCancelledForLackOfStock));
        Line(
            $"Received: {Figures.Of(outcome.UnitsReceived, "unit")}. Not given all they asked for: {Figures.Of(cut, "sale")}. Rung up offline: {Figures.Of(offline, "sale")}. "
            + $"Brought back: {Figures.Of(back, "unit")}. Written off: {Figures.Of(outcome.UnitsWrittenOff, "unit")} ({Figures.Of(outcome.UnitsNotWrittenOff)} more not there). "
            + $"Cancelled at the marketplaces because stock did not cover them: {Figures.Of(cancelled, "unit")}.");
    }

    private void PrintInvariants(IReadOnlyList<InvariantResult> invariants)
    {
        Head("Invariants");
        var table = NewTable("invariant", "holds", "evidence");
        foreach (var invariant in invariants)
        {
            table.AddRow(invariant.Name, !invariant.Holds ? "NO" : invariant.IsShown ? "yes" : "nothing to check", Markup.Escape(invariant.Evidence));
            if (!invariant.Holds)
            {
                table.AddRow(string.Empty, $"{Figures.Of(invariant.Findings.Count)} against", Markup.Escape(string.Join("\n", invariant.Findings.First)));
            }
        }

        _console.Write(table);
    }

    private void PrintEnd(Outcome outcome)
    {
        var progress = outcome.Progress;
        Line(
            $"{Figures.Of(progress.Sales, "sale")} in {Figures.Of(progress.Elapsed)}: {Figures.OfRate(progress.SalesPerSecond)} sales/s, {Figures.Of(outcome.HttpCalls, "HTTP call")}, SQLite on disk"
            + (outcome.Database is { } kept ? $", kept in {kept}." : "."));
        Line($"Ledger digest {outcome.LedgerDigest}: the same input, options and seed give the same.");
        var unshown = outcome.Invariants.Where(invariant => !invariant.IsShown).Select(invariant => invariant.Name).ToList();
        Line(!outcome.Holds ? "BROKEN: " + string.Join(", ", Broken(outcome))
            : unshown.Count > 0 ? $"No invariant is broken, and every line of the input is accounted for. There was nothing to check for: {string.Join(", ", unshown)}."
            : "All invariants hold and every line of the input is accounted for.");
    }

    private static IEnumerable<string> Broken(Outcome outcome)
    {
        if (!outcome.Account.AddsUp)
        {
            yield return "the account of the input";
        }

        foreach (var invariant in outcome.Invariants.Where(invariant => !invariant.Holds))
        {
            yield return invariant.Name;
        }
    }

    private static Table NewTable(params string[] headings)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var heading in headings)
        {
            table.AddColumn(heading);
        }

        table.Columns[0].NoWrap();
        return table;
    }

    private void Head(string text)
    {
        _console.WriteLine();
        _console.WriteLine(text);
    }

    private void Line(string text) => _console.WriteLine(text);
}
