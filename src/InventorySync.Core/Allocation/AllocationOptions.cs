using InventorySync.Stock;

namespace InventorySync.Allocation;

/// <summary>The allocation rules from code and from the configuration, and what could not be read of the latter.</summary>
internal sealed class AllocationOptions
{
    /// <summary>Days of the ledger in which sales are counted, unless set.</summary>
    public const int SalesDaysDefault = 28;

    /// <summary>A year and its leap day: older sales say nothing of this season's.</summary>
    public const int SalesDaysMax = 366;

    /// <summary>Null: the strategy that is registered as a service, or the whole pool for everyone.</summary>
    public IAllocationStrategy? Default { get; set; }

    public Dictionary<string, IAllocationStrategy> ByCategory { get; } = new(StringComparer.Ordinal);

    public Dictionary<Sku, IAllocationStrategy> BySku { get; } = [];

    public int SalesDays { get; set; } = SalesDaysDefault;

    /// <summary>Messages that name the setting's path.</summary>
    public List<string> Faults { get; } = [];

    public static string? SalesDaysFault(int days, string setting) => days is < 1 or > SalesDaysMax
        ? $"{setting} is {days}; use the days whose sales count, from 1 to {SalesDaysMax}."
        : null;
}
