using System.Collections.Immutable;
using InventorySync.Stock;

namespace InventorySync.Catalog;

/// <summary>Which kit is made of what, flattened, and which article is in which kits. Immutable; safe from any thread.</summary>
/// <remarks>A change reckons again only the kits that it touches.</remarks>
internal sealed class KitGraph
{
    /// <summary>How deep kits may nest: far beyond any real assortment, and it bounds the recursion.</summary>
    public const int DepthMax = 32;

    private static readonly ImmutableSortedSet<Sku> NoKits = [];

    private readonly ImmutableDictionary<Sku, KitComponent[]> _flat;
    private readonly ImmutableDictionary<Sku, ImmutableSortedSet<Sku>> _kitsByComponent;

    private KitGraph(
        ImmutableDictionary<Sku, KitComponent[]> flat, ImmutableDictionary<Sku, ImmutableSortedSet<Sku>> kitsByComponent)
    {
        _flat = flat;
        _kitsByComponent = kitsByComponent;
    }

    public static KitGraph Empty { get; } =
        new(ImmutableDictionary<Sku, KitComponent[]>.Empty, ImmutableDictionary<Sku, ImmutableSortedSet<Sku>>.Empty);

    /// <summary>The articles with stock of their own in one unit of a kit, by SKU, each once; null for what is no kit.</summary>
    public KitComponent[]? Flatten(Sku kit) => _flat.GetValueOrDefault(kit);

    /// <summary>Every kit that holds the article, nested ones too, by SKU.</summary>
    public IReadOnlyList<Sku> KitsUsing(Sku sku)
    {
        var direct = DirectKits(sku);
        return direct.Any(_kitsByComponent.ContainsKey) ? Users([sku]).ToImmutableSortedSet() : direct;
    }

    /// <summary>The graph after these items were added or replaced.</summary>
    /// <param name="before">The items without the change.</param>
    /// <param name="after">The items with it.</param>
    /// <param name="changed">The items of the change, one per SKU.</param>
    /// <exception cref="ArgumentException">A kit would contain itself, nest too deeply, or hold more units of a component than a line may have.</exception>
    public KitGraph With(CatalogItemMap before, CatalogItemMap after, IReadOnlyList<CatalogItem> changed)
    {
        var recomposed = changed
            .Where(item => !ComponentsOf(before, item.Sku).SequenceEqual(item.Components))
            .Select(item => item.Sku)
            .ToList();
        if (recomposed.Count == 0)
        {
            return this;
        }

        var kitsByComponent = Reindex(before, after, recomposed);
        var graph = new KitGraph(_flat, kitsByComponent);
        var flat = _flat.ToBuilder();
        List<Sku> stale = [.. recomposed, .. graph.Users(recomposed)];
        flat.RemoveRange(stale);
        foreach (var sku in stale)
        {
            if (ComponentsOf(after, sku).Count > 0)
            {
                Flatten(sku, after, flat, []);
            }
        }

        return new KitGraph(flat.ToImmutable(), kitsByComponent);
    }

    private static IReadOnlyList<KitComponent> ComponentsOf(CatalogItemMap items, Sku sku) => items.Find(sku)?.Components ?? [];

    private ImmutableSortedSet<Sku> DirectKits(Sku sku) => _kitsByComponent.GetValueOrDefault(sku, NoKits);

    private HashSet<Sku> Users(IEnumerable<Sku> skus)
    {
        HashSet<Sku> found = [];
        var open = new Stack<Sku>(skus);
        while (open.TryPop(out var sku))
        {
            foreach (var kit in DirectKits(sku))
            {
                if (found.Add(kit))
                {
                    open.Push(kit);
                }
            }
        }

        return found;
    }

    private ImmutableDictionary<Sku, ImmutableSortedSet<Sku>> Reindex(CatalogItemMap before, CatalogItemMap after, List<Sku> recomposed)
    {
        // Collected per component first: a component of very many kits (a gift box) would otherwise be copied once per kit.
        Dictionary<Sku, ImmutableSortedSet<Sku>.Builder> touched = [];
        foreach (var kit in recomposed)
        {
            foreach (var component in ComponentsOf(before, kit))
            {
                Touched(component.Sku).Remove(kit);
            }

            foreach (var component in ComponentsOf(after, kit))
            {
                Touched(component.Sku).Add(kit);
            }
        }

        var index = _kitsByComponent.ToBuilder();
        foreach (var (component, kits) in touched)
        {
            if (kits.Count > 0)
            {
                index[component] = kits.ToImmutable();
            }
            else
            {
                index.Remove(component);
            }
        }

        return index.ToImmutable();

        ImmutableSortedSet<Sku>.Builder Touched(Sku component)
        {
            if (!touched.TryGetValue(component, out var kits))
            {
                touched[component] = kits = DirectKits(component).ToBuilder();
            }

            return kits;
        }
    }

    private static KitComponent[] Flatten(
        Sku kit, CatalogItemMap items, ImmutableDictionary<Sku, KitComponent[]>.Builder flat, List<Sku> path)
    {
        if (path.Contains(kit))
        {
            throw new ArgumentException(
                $"Kit '{kit}' would contain itself: {Shown([.. path.SkipWhile(sku => sku != kit), kit])}. Take one of these components out.",
                nameof(items));
        }

        if (flat.TryGetValue(kit, out var known))
        {
            return known;
        }

        path.Add(kit);
        if (path.Count > DepthMax)
        {
            throw new ArgumentException(
                $"Kits nest more than {DepthMax} deep: {Shown(path)}. Make the inner kits of articles instead of further kits.",
                nameof(items));
        }

        SortedDictionary<Sku, long> units = [];
        foreach (var component in ComponentsOf(items, kit))
        {
            var parts = ComponentsOf(items, component.Sku).Count == 0
                ? [new KitComponent(component.Sku, 1)]
                : Flatten(component.Sku, items, flat, path);
            foreach (var part in parts)
            {
                // Both factors and the sum so far are at most QuantityMax, so that nothing overflows before it is refused.
                var sum = units.GetValueOrDefault(part.Sku) + (part.Quantity * component.Quantity);
                units[part.Sku] = sum <= StockLine.QuantityMax
                    ? sum
                    : throw new ArgumentException(
                        $"Kit '{kit}' would hold {sum} units of '{part.Sku}'; at most {StockLine.QuantityMax} fit into one line. Lower the quantities.",
                        nameof(items));
            }
        }

        path.RemoveAt(path.Count - 1);
        return flat[kit] = [.. units.Select(unit => new KitComponent(unit.Key, unit.Value))];
    }

    private static string Shown(IEnumerable<Sku> path) => string.Join(" → ", path);
}
