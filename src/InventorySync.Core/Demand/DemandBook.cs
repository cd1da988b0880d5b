using InventorySync.Buffers.Latency;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Engine.Evaluation;
using InventorySync.Stock;

namespace InventorySync.Demand;

/// <summary>Keeps how fast articles sell, place by place: those sold lately, up to a limit. Idle until somebody asks.</summary>
/// <remarks>
/// Sales are only noted when they come, and taken into the estimates when somebody asks or many have gathered, so that the writer's
/// loop is not held up. Safe from any thread.
/// </remarks>
internal sealed class DemandBook : IDemand
{
    /// <summary>How many articles are kept at most: about half a kilobyte each.</summary>
    public const int ArticlesMax = 200_000;

    private const int PendingMax = 4_096;

    private readonly Lock _lock = new();
    private readonly GenerationalCache<Sku, List<PlaceSales>> _bySku = new(ArticlesMax);
    private readonly List<Sale> _pending = [];
    private readonly Func<CatalogSnapshot> _catalog;
    private readonly DelayBook _delays;
    private volatile bool _isKept;

    public DemandBook(Func<CatalogSnapshot> catalog, DelayBook delays)
    {
        _catalog = catalog;
        _delays = delays;
    }

    /// <summary>Called once, when somebody asks for the first time; the estimates are to be filled from the ledger then.</summary>
    public Action? Asked { get; set; }

    /// <summary>Whether sales are to be noted.</summary>
    public bool IsKept => _isKept;

    /// <summary>From here on sales are to be noted.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Notes sales of a commit.</summary>
    public void Note(IReadOnlyList<Sale> sales)
    {
        lock (_lock)
        {
            _pending.AddRange(sales);
            if (_pending.Count >= PendingMax)
            {
                TakePending();
            }
        }
    }

    public IReadOnlyList<ChannelDemand> Of(Sku sku, DateTimeOffset now)
    {
        Ask();
        var components = _catalog().ComponentsOf(sku);
        lock (_lock)
        {
            TakePending();
            if (components.IsEmpty)
            {
                return Of(sku, 1, now);
            }

            // In kits: the component that sells fastest, counted in kits, is the one that is missing first.
            IReadOnlyList<ChannelDemand> fastest = [];
            double most = 0;
            foreach (var component in components)
            {
                var demand = Of(component.Sku, component.Quantity, now);
                var units = 0.0;
                foreach (var place in demand)
                {
                    units += place.UnitsPerSecond;
                }

                (fastest, most) = units > most ? (demand, units) : (fastest, most);
            }

            return fastest;
        }
    }

    public long UnitsSold(Sku sku, DateTimeOffset since, ChannelId? except)
    {
        Ask();
        var components = _catalog().ComponentsOf(sku);
        lock (_lock)
        {
            TakePending();
            if (components.IsEmpty)
            {
                return UnitsOf(sku, since, except);
            }

            long most = 0;
            foreach (var component in components)
            {
                // A started kit counts whole.
                most = Math.Max(most, (UnitsOf(component.Sku, since, except) + component.Quantity - 1) / component.Quantity);
            }

            return most;
        }
    }

    private void Ask()
    {
        if (!_isKept)
        {
            Asked?.Invoke();
        }
    }

    private ChannelDemand[] Of(Sku sku, long perKit, DateTimeOffset now)
    {
        if (!_bySku.TryGet(sku, out var places))
        {
            return [];
        }

        var demand = new ChannelDemand[places.Count];
        for (var i = 0; i < demand.Length; i++)
        {
            // Orders of the last moments are not known yet; taking that for silence would read every rate too low.
            ChannelId? channel = places[i].Channel.IsDefault ? null : places[i].Channel;
            var known = places[i].At(now - _delays.Of(channel, now).Ingest.Mean);
            demand[i] = known with
            {
                UnitsPerOrder = known.UnitsPerOrder / perKit,
                SquaredUnitsPerOrder = known.SquaredUnitsPerOrder / perKit / perKit,
            };
        }

        return demand;
    }

    private long UnitsOf(Sku sku, DateTimeOffset since, ChannelId? except)
    {
        long sum = 0;
        if (_bySku.TryGet(sku, out var places))
        {
            foreach (var place in places)
            {
                sum += except is { } own && place.Channel == own ? 0 : place.UnitsSince(since);
            }
        }

        return sum;
    }

    private void TakePending()
    {
        foreach (ref readonly var sale in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending))
        {
            if (!_bySku.TryGet(sale.Sku, out var places))
            {
                _bySku.Set(sale.Sku, places = []);
            }

            Find(places, sale.Channel).Add(sale, _delays.HalfLifeMin);
            _delays.ObserveIngest(sale.Channel.IsDefault ? null : sale.Channel, sale.Delay);
        }

        _pending.Clear();
        _bySku.Age();
    }

    private static PlaceSales Find(List<PlaceSales> places, ChannelId channel)
    {
        var index = 0;
        for (; index < places.Count; index++)
        {
            if (places[index].Channel == channel)
            {
                return places[index];
            }

            if (!places[index].Channel.IsDefault && (channel.IsDefault || places[index].Channel.CompareTo(channel) > 0))
            {
                break;
            }
        }

        var added = new PlaceSales(channel);
        places.Insert(index, added);
        return added;
    }
}
