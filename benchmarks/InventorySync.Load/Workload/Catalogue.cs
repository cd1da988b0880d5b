using System.Globalization;

namespace InventorySync.Load.Workload;

/// <summary>The articles of every subject: first those with more than anybody can buy, then those that sell out.</summary>
internal static class Catalogue
{
    public const int Skus = 10_000;
    public const string Location = "store";
    public const long Plenty = 1_000_000_000;

    /// <summary>The article of which 100 are there, for all to fight over; after it come <see cref="Skus"/> with one each.</summary>
    private const int HotSoldOut = Skus;

    /// <summary>How many articles there are in all.</summary>
    public const int All = (2 * Skus) + 1;

    public static string NameOf(int sku) => string.Create(CultureInfo.InvariantCulture, $"SKU-{sku:00000}");

    public static long OnHandOf(int sku) => sku switch
    {
        < HotSoldOut => Plenty,
        HotSoldOut => 100,
        _ => 1,
    };

    /// <summary>The first article of a cell; its others follow.</summary>
    public static int FirstOf(Cell cell) => (cell.SoldOut, cell.Scenario) switch
    {
        (false, _) => 0,
        (true, Scenario.Hot) => HotSoldOut,
        _ => HotSoldOut + 1,
    };
}
