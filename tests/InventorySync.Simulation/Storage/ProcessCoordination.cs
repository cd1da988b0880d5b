using System.Runtime.CompilerServices;
using InventorySync.Broadcast;
using InventorySync.Processes;
using InventorySync.Simulation.Worlds;
using InventorySync.Storage.Coordination;

namespace InventorySync.Simulation.Storage;

/// <summary>
/// What one incarnation has to do with the others, over its way to the store: slow, failing, and with a connection that now and
/// then breaks, whether the process notices at once or only a while after the database.
/// </summary>
internal sealed class ProcessCoordination : IStoreCoordination
{
    private readonly SharedConnection _connection;
    private readonly StoreDoor _door;
    private readonly Chance _chance;
    private readonly Action<TimeSpan, Action> _later;

    public ProcessCoordination(SharedConnection connection, StoreDoor door, Chance chance, Action<TimeSpan, Action> later)
    {
        _connection = connection;
        _door = door;
        _chance = chance;
        _later = later;
    }

    public async Task<IStoreLease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default)
    {
        IStoreLease? lease = null;
        var isTold = false;
        try
        {
            await _door.CallAsync($"lease {name}", async () => lease = await _connection.TryAcquireAsync(name, CancellationToken.None), cancellationToken);
            isTold = true;
        }
        finally
        {
            if (!isTold && lease is not null)
            {
                // The answer was lost with its connection, and the lease with both.
                await lease.DisposeAsync();
            }
        }

        if (lease is SharedLease held && _door.IsStormy && _chance.Happens(0.3))
        {
            _later(_chance.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(90)), () => Break(held));
        }

        return lease;
    }

    public Task<IReadOnlyList<long>> SaveListingsAsync(
        IReadOnlyList<Listing> listings, IStoreLease? lease, CancellationToken cancellationToken = default) =>
        _door.CallAsync(
            $"save listings [{string.Join(", ", listings.Select(ProcessListings.Described))}]",
            () => _connection.SaveListingsAsync(listings, lease, CancellationToken.None),
            cancellationToken);

    public Task AnnounceAsync(IReadOnlyCollection<StoreChange> changes, CancellationToken cancellationToken = default) =>
        _door.CallAsync($"announce {string.Join(", ", changes)}", () => _connection.AnnounceAsync(changes, CancellationToken.None), cancellationToken);

    public async IAsyncEnumerable<IReadOnlyList<StoreChange>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var batch in _connection.WatchAsync(cancellationToken))
        {
            yield return await _door.CallAsync($"hear {string.Join(", ", batch)}", () => Task.FromResult(batch), cancellationToken);
        }
    }

    private void Break(SharedLease lease)
    {
        if (!_door.IsStormy)
        {
            return;
        }

        _connection.Release(lease);
        _later(_chance.Happens(0.5) ? TimeSpan.Zero : _chance.Between(TimeSpan.Zero, TimeSpan.FromSeconds(10)), () => _door.IfAlive(lease.Lose));
    }
}
