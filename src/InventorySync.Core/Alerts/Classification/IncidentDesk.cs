using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Alerts.Classification;

/// <summary>Reads, closes and reckons up incidents.</summary>
internal sealed class IncidentDesk : IIncidents
{
    private readonly ILedgerStore _ledger;
    private readonly ChannelRegistry _channels;
    private readonly LoopRuntime _runtime;

    public IncidentDesk(IInventoryStore store, ChannelRegistry channels, LoopRuntime runtime)
    {
        _ledger = store.Ledger;
        _channels = channels;
        _runtime = runtime;
    }

    public IAsyncEnumerable<Incident> ReadAsync(bool openOnly = false, CancellationToken cancellationToken = default) =>
        _ledger.ReadIncidentsAsync(openOnly, cancellationToken);

    public Task<bool> ResolveAsync(Guid id, string resolution, CancellationToken cancellationToken = default)
    {
        IdentifierRules.Validated(resolution, "Resolution", StockOperation.ReasonLengthMax);
        return _ledger.ResolveIncidentAsync(id, resolution, _runtime.Now, cancellationToken);
    }

    public async Task<IReadOnlyList<OversellReport>> ReadOversellsAsync(
        DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        if (before <= from)
        {
            throw new ArgumentException($"The period ends at {before:O}, which is not after its beginning at {from:O}.", nameof(before));
        }

        var tallies = _channels.All.ToDictionary(
            channel => channel.Id, channel => new OversellTally(from, before, channel.Descriptor.CancellationBudget));
        var registered = tallies.Count;
        var others = new SortedDictionary<ChannelId, OversellTally>();
        var house = new OversellTally(from, before, budget: null);

        // A fact can be recorded long after it happened, so that the newest-first order of recording gives no place to stop at.
        await foreach (var incident in _ledger.ReadIncidentsAsync(openOnly: false, cancellationToken).ConfigureAwait(false))
        {
            Find(incident.Channel).Add(incident);
        }

        var reports = new List<OversellReport>(registered + others.Count + 1);
        foreach (var channel in _channels.All)
        {
            var tally = tallies[channel.Id];
            var orders = await _ledger.CountOrdersAsync(channel.Id, from, before, cancellationToken).ConfigureAwait(false);
            var budgetOrders = tally.Budget is null
                ? 0
                : await _ledger.CountOrdersAsync(channel.Id, tally.BudgetFrom, before, cancellationToken).ConfigureAwait(false);
            reports.Add(tally.ToReport(channel.Id, orders, budgetOrders));
        }

        reports.AddRange(others.Where(other => other.Value.Any).Select(other => other.Value.ToReport(other.Key, orders: 0, budgetOrders: 0)));
        if (house.Any)
        {
            reports.Add(house.ToReport(channel: null, orders: 0, budgetOrders: 0));
        }

        return reports;

        OversellTally Find(ChannelId? channel)
        {
            if (channel is not { } id)
            {
                return house;
            }

            if (tallies.TryGetValue(id, out var tally) || others.TryGetValue(id, out tally))
            {
                return tally;
            }

            return others[id] = new OversellTally(from, before, budget: null);
        }
    }
}
