using InventorySync.Broadcast;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Storage.Coordination;

namespace InventorySync.Processes;

/// <summary>One database in memory that several processes share, each by a connection of its own.</summary>
internal sealed class SharedDatabase
{
    private readonly IInventoryStore _durable;
    private readonly List<SharedConnection> _connections = [];
    private readonly Dictionary<string, SharedLease> _leases = [];
    private long _version;

    public SharedDatabase(IInventoryStore durable) => _durable = durable;

    public IInventoryStore Durable => _durable;

    /// <summary>Who holds the channel; null: nobody.</summary>
    public SharedConnection? Keeper(ChannelId channel) => _leases.GetValueOrDefault($"channel/{channel}")?.Owner;

    public SharedConnection Connect(LoopRuntime runtime)
    {
        var connection = new SharedConnection(this, runtime);
        _connections.Add(connection);
        return connection;
    }

    public SharedLease? TryLease(string name, SharedConnection owner)
    {
        if (_leases.ContainsKey(name))
        {
            return null;
        }

        return _leases[name] = new SharedLease(name, owner);
    }

    public bool Holds(SharedLease lease) => _leases.GetValueOrDefault(lease.Name) == lease;

    public void Release(SharedLease lease)
    {
        if (Holds(lease))
        {
            _leases.Remove(lease.Name);
        }
    }

    /// <summary>The database notices that a connection is gone.</summary>
    public SharedLease[] Drop(SharedConnection connection)
    {
        SharedLease[] held = [.. _leases.Values.Where(lease => lease.Owner == connection).OrderBy(lease => lease.Name, StringComparer.Ordinal)];
        foreach (var lease in held)
        {
            _leases.Remove(lease.Name);
        }

        return held;
    }

    public void Leave(SharedConnection connection)
    {
        Drop(connection);
        _connections.Remove(connection);
    }

    /// <summary>A transaction of one process has become visible: the others hear of it.</summary>
    public void Tell(SharedConnection from, IReadOnlyCollection<StoreChange> changes)
    {
        foreach (var connection in _connections.Where(connection => connection != from).ToArray())
        {
            connection.Hear(changes);
        }
    }

    /// <summary>Writes a row as it is, under a version of its own.</summary>
    public async Task<long> WriteAsync(Listing listing)
    {
        var version = ++_version;
        await _durable.Listings.SaveAsync([listing with { Version = version }]);
        return version;
    }

    /// <summary>Writes a row where it is as it was read.</summary>
    /// <returns>Its version; 0: it is not.</returns>
    public async Task<long> WriteGuardedAsync(Listing listing)
    {
        var stored = await _durable.Listings.FindAsync(listing.Channel, listing.Sku);
        return (stored?.Version ?? 0) == listing.Version ? await WriteAsync(listing) : 0;
    }

    public Task<bool> RemoveAsync(ChannelId channel, Sku sku) => _durable.Listings.RemoveAsync(channel, sku);
}
