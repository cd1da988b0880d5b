using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Simulation.Marketplaces;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>Everybody in the world at work.</summary>
internal sealed class Stirring : IDisposable
{
    private readonly World _world;
    private readonly Chance _chance;
    private readonly Callers _callers;
    private readonly Gremlin _gremlin;
    private readonly CatalogueEditor _catalogue;
    private readonly Operator _operator;
    private readonly OfflineTill? _offlineTill;
    private readonly IActor[] _actors;
    private readonly double[] _weights;

    public Stirring(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
        _callers = new Callers(world);
        _gremlin = new Gremlin(world);
        var shelf = new Shelf(world);
        _catalogue = new CatalogueEditor(world);
        _operator = new Operator(world);
        _offlineTill = world.Plan.HasOfflineTill ? new OfflineTill(world, _callers, shelf) : null;
        _actors =
        [
            .. _offlineTill is null ? Array.Empty<IActor>() : [_offlineTill],
            _catalogue,
            new Buyers(world),
            new Bookkeeper(world),
            _operator,
            new Tills(world, _callers, shelf),
            new Carts(world, _callers, shelf),
            new Warehouse(world, _callers, shelf),
            new Repeaters(_callers),
        ];
        _weights = [.. _actors.Select(actor => actor.Weight)];
    }

    /// <summary>Opens the doors: locations, items, and the first stock on the shelves.</summary>
    public async Task OpenAsync()
    {
        var catalog = _world.Processes[0].Get<ICatalog>();
        foreach (var location in _world.Plan.Locations)
        {
            await catalog.SaveAsync(location);
        }

        foreach (var item in _world.Plan.Items)
        {
            _world.Auditor.Permit(item.Sku, item.BackorderLimit);
            if (item.IsKit)
            {
                _world.Auditor.Recipes.Add(item);
            }

            await catalog.SaveAsync(item);
        }

        await _world.Processes[0].Get<IListings>().SaveAsync([.. _world.Markets.SelectMany(MappingsOf)]);
        foreach (var article in _world.Plan.Articles)
        {
            foreach (var location in _world.Plan.Locations.Where(_ => _chance.Happens(0.8)))
            {
                await _callers.AskAsync(StockOperation.Receive(
                    _callers.NextId("opening"), new StockLine(article, _chance.Between(1, _world.Plan.OpeningStockMax), location.Id)));
            }
        }
    }

    public void Start(DateTimeOffset end)
    {
        _gremlin.Start();
        _world.Later(NextDeed(), () => Stir(end));
    }

    /// <summary>No more crashes.</summary>
    public void Calm() => _gremlin.Tire();

    /// <summary>Nobody does anything new; what is open is brought to its end.</summary>
    public async Task SettleAsync()
    {
        await _catalogue.SettleAsync();
        await _operator.SettleAsync();
        await _callers.SettleAsync();
        if (_offlineTill is not null)
        {
            await _offlineTill.SettleAsync();
        }
    }

    /// <summary>The end: what stops from here on stays down.</summary>
    public void Leave() => _gremlin.Leave();

    public void Dispose() => _offlineTill?.Dispose();

    private void Stir(DateTimeOffset end)
    {
        if (_world.Now >= end)
        {
            return;
        }

        _actors[_chance.PickWeighted(_weights)].Act();
        _world.Later(NextDeed(), () => Stir(end));
    }

    private static IEnumerable<ListingMapping> MappingsOf(Market market) =>
        market.Skus.Select(sku => new ListingMapping { Channel = market.Id, Sku = sku, ExternalId = market.ListingOf(sku) });

    private TimeSpan NextDeed() => _chance.Between(TimeSpan.Zero, _world.Plan.Pace * 4);
}
