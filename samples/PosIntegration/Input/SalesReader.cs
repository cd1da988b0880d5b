using PosIntegration.Report;

namespace PosIntegration.Input;

/// <summary>Reads a source to its end: the usable lines, and an account of all.</summary>
internal static class SalesReader
{
    /// <exception cref="InputException">The source can't be read, has no sale that can be used, or spans too many years.</exception>
    public static (IReadOnlyList<SalesLine> Lines, InputAccount Account) Read(ISalesSource source, Period period)
    {
        var classifier = new LineClassifier(period);
        var account = new InputAccount();
        var limit = new UnitsLimit();
        var lines = new List<SalesLine>();
        foreach (var raw in source.Read())
        {
            account.NoteRead();
            var cause = classifier.Classify(raw, out var line, out var detail);
            if (line is null)
            {
                account.NoteUnused(cause, raw.Number, detail);
                continue;
            }

            if (limit.Add(line) is { } excess)
            {
                account.NoteUnused(LineCause.TooManyUnits, raw.Number, excess);
                continue;
            }

            account.NoteSpelling(line.Sku, raw.Code);
            lines.Add(line);
        }

        if (!lines.Exists(line => line.Kind == SalesLineKind.Sale))
        {
            throw new InputException(NothingToReplay(source, period, account, lines));
        }

        var (first, last) = (lines.MinBy(line => line.At)!, lines.MaxBy(line => line.At)!);
        return last.At - first.At <= TimeSpan.FromDays(Period.DaysMax)
            ? (lines, account)
            : throw new InputException(
                $"'{source.Description}' goes from {Figures.Of(first.At)} (line {first.Number}) to {Figures.Of(last.At)} (line {last.Number}); a replay takes at most {Period.DaysMax} days. "
                + "Choose fewer with --from and --to.");
    }

    private static string NothingToReplay(ISalesSource source, Period period, InputAccount account, List<SalesLine> lines) =>
        $"'{source.Description}' has no sale to replay in the period ({period}): {Figures.Of(account.Read, "line")} read"
        + Kind(lines, SalesLineKind.WriteOff, "written off, since its quantity is below zero", "written off, since their quantities are below zero")
        + Kind(lines, SalesLineKind.Cancellation, "cancels a sale", "cancel sales")
        + string.Concat(account.NotUsed.Select(unused => $", {unused.Value.Count} {LineCauseText.Of(unused.Key)} ({unused.Value.Examples[0]})"))
        + ". A replay needs a line with a quantity above zero.";

    private static string Kind(List<SalesLine> lines, SalesLineKind kind, string one, string many) =>
        lines.Count(line => line.Kind == kind) is > 0 and var count ? $", {count} {(count == 1 ? one : many)}" : string.Empty;
}
