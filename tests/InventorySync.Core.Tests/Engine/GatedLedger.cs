using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;

namespace InventorySync.Engine;

/// <summary>A ledger whose commits wait for the test, and fail as the test says.</summary>
internal sealed class GatedLedger(ILedgerStore inner) : ILedgerStore
{
    private TaskCompletionSource _gate = Opened();

    /// <summary>Called instead of the inner commit, where set.</summary>
    public Func<CommitBatch, Func<Task<CommitResult>>, Task<CommitResult>>? OnCommit { get; set; }

    /// <summary>What a read fails with; null: it does not.</summary>
    public Func<LedgerKeys, StorageException?>? OnLoad { get; set; }

    public List<int> BatchSizes { get; } = [];

    public void Close() => _gate = new TaskCompletionSource();

    public void Open() => _gate.TrySetResult();

    /// <summary>Lets what waits through, and nothing that comes after it.</summary>
    public void OpenForOne()
    {
        var opened = _gate;
        Close();
        opened.TrySetResult();
    }

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancellationToken = default)
    {
        await _gate.Task.ConfigureAwait(false);
        BatchSizes.Add(batch.Operations.Count);
        Task<CommitResult> Commit() => inner.CommitAsync(batch, cancellationToken);
        return await (OnCommit?.Invoke(batch, Commit) ?? Commit()).ConfigureAwait(false);
    }

    public Task<LedgerState> LoadAsync(LedgerKeys keys, CancellationToken cancellationToken = default) =>
        OnLoad?.Invoke(keys) is { } fault ? Task.FromException<LedgerState>(fault) : inner.LoadAsync(keys, cancellationToken);

    public Task<IReadOnlyList<Level>> ReadLevelsAsync(IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) => inner.ReadLevelsAsync(skus, cancellationToken);

    public Task<IReadOnlyDictionary<Sku, long>> ReadOpenOrderUnitsAsync(ChannelId channel, IReadOnlyCollection<Sku> skus, CancellationToken cancellationToken = default) => inner.ReadOpenOrderUnitsAsync(channel, skus, cancellationToken);

    public IAsyncEnumerable<Level> ReadAllLevelsAsync(CancellationToken cancellationToken = default) => inner.ReadAllLevelsAsync(cancellationToken);

    public IAsyncEnumerable<Movement> ReadMovementsAsync(MovementQuery query, CancellationToken cancellationToken = default) => inner.ReadMovementsAsync(query, cancellationToken);

    public IAsyncEnumerable<Reservation> ReadOpenReservationsAsync(CancellationToken cancellationToken = default) => inner.ReadOpenReservationsAsync(cancellationToken);

    public Task<IReadOnlyList<Reservation>> ReadDueReservationsAsync(DateTimeOffset now, int countMax, CancellationToken cancellationToken = default) => inner.ReadDueReservationsAsync(now, countMax, cancellationToken);

    public Task<DateTimeOffset?> ReadNextExpiryAsync(CancellationToken cancellationToken = default) => inner.ReadNextExpiryAsync(cancellationToken);

    public IAsyncEnumerable<Incident> ReadIncidentsAsync(bool openOnly = false, CancellationToken cancellationToken = default) => inner.ReadIncidentsAsync(openOnly, cancellationToken);

    public Task<bool> ResolveIncidentAsync(Guid id, string resolution, DateTimeOffset at, CancellationToken cancellationToken = default) => inner.ResolveIncidentAsync(id, resolution, at, cancellationToken);

    public Task<bool> ClassifyIncidentAsync(Guid id, IncidentCause cause, CancellationToken cancellationToken = default) => inner.ClassifyIncidentAsync(id, cause, cancellationToken);

    public Task<long> CountOrdersAsync(ChannelId channel, DateTimeOffset placedFrom, DateTimeOffset placedBefore, CancellationToken cancellationToken = default) => inner.CountOrdersAsync(channel, placedFrom, placedBefore, cancellationToken);

    public Task<bool> CorrectAsync(Level seen, Movement correction, CancellationToken cancellationToken = default) => inner.CorrectAsync(seen, correction, cancellationToken);

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
