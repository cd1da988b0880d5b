using System.Globalization;
using InventorySync.Stock;

namespace InventorySync.Crash.Load;

/// <summary>What is sold: one article that everybody wants, and many others.</summary>
internal static class Shop
{
    public const string Hot = "HOT";

    // So few that refusals are usual: who oversells has to decide about the last unit often.
    public const int HotUnits = 400;
    public const int OtherUnits = 20;

    public static LocationId Location { get; } = new("north");

    public static string Other(int number) => $"SKU-{number.ToString("D4", CultureInfo.InvariantCulture)}";
}
