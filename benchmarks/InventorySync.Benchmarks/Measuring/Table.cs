using System.Globalization;

namespace InventorySync.Benchmarks.Measuring;

/// <summary>Prints figures with their ratio to the first row.</summary>
internal static class Table
{
    public static void Print(string title, string unit, IReadOnlyList<Figures> figures)
    {
        Console.WriteLine();
        Console.WriteLine(title);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {"subject",-34} | {unit + "/s",14} | {"ratio",6} | {"bytes each",10} |"));
        Console.WriteLine($"| {new string('-', 34)} | {new string('-', 13)}: | {new string('-', 5)}: | {new string('-', 9)}: |");
        foreach (var row in figures)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Subject,-34} | {row.PerSecond,14:N0} | {row.PerSecond / figures[0].PerSecond,6:0.00} | {row.BytesEach,10:N0} |"));
        }
    }
}
