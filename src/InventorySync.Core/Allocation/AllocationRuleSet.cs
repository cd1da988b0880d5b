using System.Collections.Frozen;
using InventorySync.Stock;

namespace InventorySync.Allocation;

/// <summary>Which strategy divides which article: its own, else its category's, else the default. Immutable.</summary>
internal sealed class AllocationRuleSet
{
    private readonly FrozenDictionary<Sku, IAllocationStrategy> _bySku;
    private readonly FrozenDictionary<string, IAllocationStrategy> _byCategory;

    /// <param name="otherwise">Divides what no rule is for.</param>
    /// <param name="bySku">Strategies of single articles.</param>
    /// <param name="byCategory">Strategies of categories, letter by letter as the catalogue has them.</param>
    public AllocationRuleSet(
        IAllocationStrategy otherwise,
        IEnumerable<KeyValuePair<Sku, IAllocationStrategy>>? bySku = null,
        IEnumerable<KeyValuePair<string, IAllocationStrategy>>? byCategory = null)
    {
        Default = otherwise;
        _bySku = (bySku ?? []).ToFrozenDictionary();
        _byCategory = (byCategory ?? []).ToFrozenDictionary(StringComparer.Ordinal);
        DividesAny = All.Any(Divides);
        UsesSales = All.Any(strategy => strategy.UsesSales);
    }

    /// <summary>Divides what no rule is for.</summary>
    public IAllocationStrategy Default { get; }

    /// <summary>Whether any article is divided; where none is, nobody needs to know who lists what.</summary>
    public bool DividesAny { get; }

    /// <summary>Whether any strategy asks for sales.</summary>
    public bool UsesSales { get; }

    private IEnumerable<IAllocationStrategy> All => _bySku.Values.Concat(_byCategory.Values).Append(Default);

    /// <summary>Whether a strategy gives each channel a part of its own.</summary>
    public static bool Divides(IAllocationStrategy strategy) => strategy is not SharedAllocation;

    /// <summary>The strategy of an article.</summary>
    public IAllocationStrategy Of(Sku sku, string? category) =>
        _bySku.TryGetValue(sku, out var own) ? own
        : category is not null && _byCategory.TryGetValue(category, out var ofCategory) ? ofCategory
        : Default;
}
