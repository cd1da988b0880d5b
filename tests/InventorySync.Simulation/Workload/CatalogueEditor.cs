using InventorySync.Catalog;
using InventorySync.Simulation.Worlds;
using InventorySync.Stock;

namespace InventorySync.Simulation.Workload;

/// <summary>Somebody who composes a kit anew while it is being sold.</summary>
internal sealed class CatalogueEditor : IActor
{
    private readonly World _world;
    private readonly Chance _chance;
    private readonly Sku _kit;
    private CatalogItem? _newest;
    private bool _isSaving;

    public CatalogueEditor(World world)
    {
        _world = world;
        _chance = world.Chance.Branch();
        _kit = world.Plan.Kits.FirstOrDefault();
    }

    public double Weight => _world.Plan.KitsChange && !_kit.IsDefault ? 0.3 : 0;

    public void Act()
    {
        if (!_isSaving)
        {
            _newest = new CatalogItem { Sku = _kit, Components = WorldPlan.DrawComponents(_chance, _world.Plan.Articles) };
            _world.Auditor.Recipes.Add(_newest);
            _world.Auditor.Verdict.Watch(SaveAsync());
        }
    }

    /// <summary>The newest recipe is saved for certain.</summary>
    public async Task SettleAsync()
    {
        while (_newest is not null && !await SaveAsync())
        {
            await _world.PassAsync(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<bool> SaveAsync()
    {
        _isSaving = true;
        var item = _newest!;
        var answer = await _world.Broadcaster.CallAsync(async process =>
        {
            await process.Get<ICatalog>().SaveAsync(item);
            return true;
        });
        _world.Trace.Note("catalogue", $"{item.Sku} of [{string.Join(", ", item.Components)}]: {answer.Ending}");
        _isSaving = false;
        return answer.IsAnswered;
    }
}
