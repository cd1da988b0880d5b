namespace PosIntegration.Input;

/// <summary>Where in a file's records the columns stand.</summary>
internal sealed class SalesColumns
{
    /// <summary>The columns a file must have, in any order and among others.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"];

    private readonly int[] _at;

    private SalesColumns(int[] at, int count)
    {
        _at = at;
        Count = count;
    }

    /// <summary>Fields in a whole record.</summary>
    public int Count { get; }

    /// <summary>Finds the columns by their names; case does not matter.</summary>
    /// <param name="header">The fields of the first line.</param>
    /// <param name="file">The file's name, for the message.</param>
    /// <exception cref="InputException">A column is missing, or stands there twice.</exception>
    public static SalesColumns Find(IReadOnlyList<string> header, string file)
    {
        var names = header.Select(name => name.Trim()).ToList();
        var missing = Names.Where(name => !names.Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        if (missing.Count > 0)
        {
            throw new InputException(
                $"'{file}' lacks the {(missing.Count == 1 ? "column" : "columns")} {string.Join(", ", missing)}. Its first line has: "
                + $"{string.Join(", ", names)}. Needed are: {string.Join(", ", Names)}.{SeparatorHint(names)}");
        }

        if (Names.FirstOrDefault(name => names.Count(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)) > 1) is { } twice)
        {
            throw new InputException($"'{file}' has the column {twice} more than once; leave one of them.");
        }

        return new SalesColumns([.. Names.Select(name => names.FindIndex(n => n.Equals(name, StringComparison.OrdinalIgnoreCase)))], names.Count);
    }

    /// <summary>Takes a whole record apart.</summary>
    public RawLine Line(long number, IReadOnlyList<string> fields) => new()
    {
        Number = number,
        Invoice = fields[_at[0]],
        Code = fields[_at[1]],
        Quantity = fields[_at[2]],
        Date = fields[_at[3]],
        Price = fields[_at[4]],
        Customer = fields[_at[5]],
        Country = fields[_at[6]],
    };

    private static string SeparatorHint(List<string> names) =>
        names is [var only] && only.IndexOfAny([';', '\t', '|']) is >= 0 and var at
            ? $" It seems to be separated by '{(only[at] == '\t' ? "tab" : only[at])}'; write it with commas."
            : string.Empty;
}
