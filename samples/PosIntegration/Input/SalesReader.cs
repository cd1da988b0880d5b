namespace PosIntegration.Input;

/// <summary>Reads a source to its end: the usable lines, and an account of all.</summary>
internal static class SalesReader
{
    /// <exception cref="InputException">The source can't be read, or has no line that can be used.</exception>
    public static (IReadOnlyList<SalesLine> Lines, InputAccount Account) Read(ISalesSource source, Period period)
    {
        var classifier = new LineClassifier(period);
        var account = new InputAccount();
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

            account.NoteSpelling(line.Sku, raw.Code);
            lines.Add(line);
        }

        return lines.Exists(line => line.Kind == SalesLineKind.Sale)
            ? (lines, account)
            : throw new InputException(NothingToReplay(source, period, account));
    }

    private static string NothingToReplay(ISalesSource source, Period period, InputAccount account) =>
        $"'{source.Description}' has no sale to replay in the period ({period}): {account.Read} lines read"
        + string.Concat(account.NotUsed.Select(unused => $", {unused.Value.Count} {LineCauseText.Of(unused.Key)}")) + ".";
}
