using System.Globalization;
using InventorySync.Load.Subjects;

namespace InventorySync.Load.Results;

/// <summary>Prints results as a table of Markdown.</summary>
internal static class ResultTable
{
    private static readonly (string Head, int Width)[] Columns =
    [
        ("subject", -22), ("sales/s", 10), ("min-max", 17), ("ours is", 8), ("p50 ms", 9), ("p99 ms", 9), ("p99.9 ms", 9),
        ("B alloc.", 9), ("WAL B", 7), ("db cores", 8), ("callers'", 8), ("others'", 7), ("oversold/dup./lost", 18),
    ];

    /// <param name="title">What was measured.</param>
    /// <param name="results">The library's own first, where it was measured; the others are compared with it.</param>
    public static void Print(string title, IReadOnlyList<Result> results)
    {
        var own = results.FirstOrDefault(result => result.Subject == SubjectNames.InventorySync);
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine();
        Row([.. Columns.Select(column => column.Head)]);
        Console.WriteLine($"|{string.Join('|', Columns.Select(column => column.Width < 0 ? new string('-', 2 - column.Width) : new string('-', column.Width + 1) + ":"))}|");
        foreach (var result in results)
        {
            Row(
                result.Minute == 0 ? result.Subject : $"minute {result.Minute}",
                Text(result.SalesPerSecond, "N0"),
                $"{Text(result.SalesPerSecondMin, "N0")}-{Text(result.SalesPerSecondMax, "N0")}",
                own is null || result.Subject == own.Subject ? string.Empty : Text(own.SalesPerSecond / result.SalesPerSecond, "0.00x"),
                Text(result.P50Ms, "N2"),
                Text(result.P99Ms, "N2"),
                Text(result.P999Ms, "N2"),
                Text(result.AllocatedBytesPerSale, "N0"),
                Text(result.WalBytesPerSale, "N0"),
                Text(result.DatabaseCores, "0.00"),
                Text(result.CallerCores, "0.00"),
                Text(result.OtherCores, "0.00"),
                $"{result.Oversold}/{result.Duplicates}/{result.Lost}");
        }
    }

    private static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells.Zip(Columns, (cell, column) =>
        column.Width < 0 ? cell.PadRight(-column.Width) : cell.PadLeft(column.Width)))} |");

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
