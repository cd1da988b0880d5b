using InventorySync.Alerts;
using InventorySync.Stock;
using InventorySync.Storage;

namespace PosIntegration.Replay;

/// <summary>The evening's parcels: orders that stock does not cover are cut first, the rest leaves the house.</summary>
internal sealed class Parcels
{
    private readonly ILedgerStore _ledger;
    private readonly IReadOnlyList<MarketDesk> _markets;
    private readonly TimeProvider _time;

    public Parcels(ILedgerStore ledger, IReadOnlyList<MarketDesk> markets, TimeProvider time)
    {
        _ledger = ledger;
        _markets = markets;
        _time = time;
    }

    public async Task ShipAsync(CancellationToken cancellationToken)
    {
        var incidents = new List<Incident>();
        await foreach (var incident in _ledger.ReadIncidentsAsync(openOnly: true, cancellationToken).ConfigureAwait(false))
        {
            incidents.Add(incident);
        }

        foreach (var ofArticle in incidents.GroupBy(incident => incident.Sku).OrderBy(group => group.Key))
        {
            var resolution = await CutAsync(ofArticle.Key, cancellationToken).ConfigureAwait(false);
            foreach (var incident in ofArticle)
            {
                await _ledger.ResolveIncidentAsync(incident.Id, resolution, _time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var market in _markets)
        {
            market.Ship();
        }
    }

    /// <summary>Cancels what is promised and not there, from the newest orders on.</summary>
    private async Task<string> CutAsync(Sku sku, CancellationToken cancellationToken)
    {
        var levels = await _ledger.ReadLevelsAsync([sku], cancellationToken).ConfigureAwait(false);
        var uncovered = Math.Max(0, -levels.Sum(level => level.Available));
        var left = uncovered;
        foreach (var market in _markets)
        {
            left -= left > 0 ? market.CancelForLackOfStock(sku, left) : 0;
        }

        return uncovered == 0 ? "covered by stock that came in" : $"{uncovered - left} of {uncovered} units cancelled at the marketplaces";
    }
}
