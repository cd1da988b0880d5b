using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Reconciliation.Verification;

/// <summary>
/// Looks again at levels that seemed to differ. What is read of a level counts only if its version was the same before and
/// after: every change of a level, a reservation's on it included, moves the version; and if none of its history was archived in
/// between.
/// </summary>
internal sealed class SecondLook
{
    /// <summary>How often a level that moved meanwhile is looked at again.</summary>
    private const int RoundsMax = 3;

    private readonly ILedgerStore _ledger;
    private readonly Func<Sku, long> _backorderLimit;
    private readonly bool _includeArchived;
    private readonly LevelAudit _audit = new();

    public SecondLook(ILedgerStore ledger, Func<Sku, long> backorderLimit, bool includeArchived = false)
    {
        _includeArchived = includeArchived;
        _ledger = ledger;
        _backorderLimit = backorderLimit;
    }

    /// <returns>How many levels moved during every look.</returns>
    public async Task<long> TakeAsync(List<LevelKey> suspects, Func<LevelFinding, ValueTask> onFinding, CancellationToken cancellationToken)
    {
        for (var round = 0; round < RoundsMax && suspects.Count > 0; round++)
        {
            var unsettled = new List<LevelKey>();
            var before = await ReadLevelsAsync(suspects, cancellationToken).ConfigureAwait(false);
            var open = await SumOpenUnitsAsync(suspects, cancellationToken).ConfigureAwait(false);
            var withIncident = await FindIncidentsAsync(suspects, cancellationToken).ConfigureAwait(false);
            foreach (var key in suspects)
            {
                var isSettled = await TryReplayAsync(key, cancellationToken).ConfigureAwait(false);
                var level = before.GetValueOrDefault(key, new Level(key.Sku, key.Location, 0, 0, 0));
                if (!isSettled || await FindLevelAsync(key, cancellationToken).ConfigureAwait(false) != level)
                {
                    unsettled.Add(key);
                }
                else if (LevelJudge.Judge(
                    level, _audit, open.GetValueOrDefault(key), _backorderLimit(key.Sku), withIncident.Contains(key)) is { } finding)
                {
                    await onFinding(finding).ConfigureAwait(false);
                }
            }

            suspects = unsettled;
        }

        return suspects.Count;
    }

    private async Task<Dictionary<LevelKey, Level>> ReadLevelsAsync(List<LevelKey> keys, CancellationToken cancellationToken)
    {
        var levels = new Dictionary<LevelKey, Level>();
        foreach (var skus in keys.Select(key => key.Sku).Distinct().Chunk(500))
        {
            foreach (var level in await _ledger.ReadLevelsAsync(skus, cancellationToken).ConfigureAwait(false))
            {
                levels[level.Key] = level;
            }
        }

        return levels;
    }

    private async Task<Level> FindLevelAsync(LevelKey key, CancellationToken cancellationToken)
    {
        foreach (var level in await _ledger.ReadLevelsAsync([key.Sku], cancellationToken).ConfigureAwait(false))
        {
            if (level.Key == key)
            {
                return level;
            }
        }

        return new Level(key.Sku, key.Location, 0, 0, 0);
    }

    private async Task<Dictionary<LevelKey, long>> SumOpenUnitsAsync(List<LevelKey> keys, CancellationToken cancellationToken)
    {
        var open = keys.ToDictionary(key => key, _ => 0L);
        await foreach (var reservation in _ledger.ReadOpenReservationsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var line in reservation.Lines)
            {
                var key = new LevelKey(line.Sku, line.Location);
                if (open.TryGetValue(key, out var units))
                {
                    open[key] = units + line.Open;
                }
            }
        }

        return open;
    }

    private async Task<HashSet<LevelKey>> FindIncidentsAsync(List<LevelKey> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet();
        var found = new HashSet<LevelKey>();
        await foreach (var incident in _ledger.ReadIncidentsAsync(openOnly: false, cancellationToken).ConfigureAwait(false))
        {
            var key = new LevelKey(incident.Sku, incident.Location);
            if (wanted.Contains(key))
            {
                found.Add(key);
            }
        }

        return found;
    }

    /// <returns>False where some of the level's movements were archived meanwhile.</returns>
    private async Task<bool> TryReplayAsync(LevelKey key, CancellationToken cancellationToken)
    {
        var opening = await FindOpeningAsync(key, cancellationToken).ConfigureAwait(false);
        _audit.Begin(key, opening, _includeArchived);
        var query = new MovementQuery { Sku = key.Sku, Location = key.Location, IncludeArchived = _includeArchived };
        await foreach (var movement in _ledger.ReadMovementsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            _audit.Add(movement);
        }

        _audit.End();
        return await FindOpeningAsync(key, cancellationToken).ConfigureAwait(false) == opening;
    }

    private async Task<Level?> FindOpeningAsync(LevelKey key, CancellationToken cancellationToken)
    {
        Level? found = null;
        await foreach (var opening in _ledger.ReadOpeningsAsync(key.Sku, cancellationToken).ConfigureAwait(false))
        {
            if (opening.Key == key)
            {
                found = opening;
            }
        }

        return found;
    }
}
