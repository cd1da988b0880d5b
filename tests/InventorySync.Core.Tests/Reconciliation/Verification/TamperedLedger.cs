using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Reconciliation.Verification;

/// <summary>A real ledger whose rows read as if somebody had changed them behind the engine's back.</summary>
internal sealed class TamperedLedger : ILedgerStore
{
    private readonly ILedgerStore _inner = new InMemoryInventoryStore().Ledger;

    public Func<Level, Level>? Level { get; set; }

    /// <summary>What a movement reads as; null: its row is gone.</summary>
    public Func<Movement, Movement?>? Movement { get; set; }

    public Func<Reservation, Reservation>? Reservation { get; set; }

    public bool HidesIncidents { get; set; }

    /// <summary>Called before movements are read.</summary>
    public Func<Task>? OnReadMovements { get; set; }

    public async Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default)
    {
        var levels = await _inner.ReadLevelsAsync(skus, cancellationToken).ConfigureAwait(false);
        return Level is null ? levels : [.. levels.Select(Level)];
    }

    public async IAsyncEnumerable<Level> ReadAllLevelsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var level in _inner.ReadAllLevelsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Level?.Invoke(level) ?? level;
        }
    }

    public async IAsyncEnumerable<Movement> ReadMovementsAsync(
        MovementQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (OnReadMovements is not null)
        {
            await OnReadMovements().ConfigureAwait(false);
        }

        await foreach (var movement in _inner.ReadMovementsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if ((Movement is null ? movement : Movement(movement)) is { } tampered)
            {
                yield return tampered;
            }
        }
    }

    public async IAsyncEnumerable<Reservation> ReadOpenReservationsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var reservation in _inner.ReadOpenReservationsAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Reservation?.Invoke(reservation) ?? reservation;
        }
    }

    public async IAsyncEnumerable<Incident> ReadIncidentsAsync(
        bool openOnly = false, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var incident in _inner.ReadIncidentsAsync(openOnly, cancellationToken).ConfigureAwait(false))
        {
            if (!HidesIncidents)
            {
                yield return incident;
            }
        }
    }

    /// <summary>Guards by the row as it reads, and writes over the tampering.</summary>
    public async Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default)
    {
        var real = (await _inner.ReadLevelsAsync([seen.Sku], cancellationToken).ConfigureAwait(false)).SingleOrDefault(level => level.Key == seen.Key);
        if ((Level?.Invoke(real) ?? real) != seen)
        {
            return false;
        }

        Level = null;
        return await _inner.CorrectAsync(real, correction, cancellationToken).ConfigureAwait(false);
    }

    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default) => _inner.LoadAsync(keys, cancellationToken);

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default) => _inner.CommitAsync(batch, cancellationToken);

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) =>
        _inner.ReadOpenOrderUnitsAsync(channel, skus, cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) =>
        _inner.ReadDueReservationsAsync(now, countMax, cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) => _inner.ReadNextExpiryAsync(cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        _inner.ResolveIncidentAsync(id, resolution, at, cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) =>
        _inner.ClassifyIncidentAsync(id, cause, cancellationToken);

    public Task<long> CountOrdersAsync(ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) =>
        _inner.CountOrdersAsync(channel, placedFrom, placedBefore, cancellationToken);
}
