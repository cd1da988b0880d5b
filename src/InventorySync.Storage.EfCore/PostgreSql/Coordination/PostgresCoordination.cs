using System.Runtime.CompilerServices;
using InventorySync.Broadcast;
using InventorySync.Storage.Coordination;

namespace InventorySync.Storage.EfCore.PostgreSql.Coordination;

/// <summary>
/// What processes on one database need of each other: leases are session-level advisory locks, news stand in a table, and
/// LISTEN/NOTIFY only says when to look there.
/// </summary>
internal sealed class PostgresCoordination : IStoreCoordination, IAsyncDisposable
{
    private readonly PostgresDatabase _database;
    private readonly PostgresListingStore _listings;
    private readonly LeaseSession _session;

    public PostgresCoordination(PostgresDatabase database, PostgresListingStore listings)
    {
        _database = database;
        _listings = listings;
        _session = new LeaseSession(database);
    }

    public Task<IStoreLease?> TryAcquireAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 100, nameof(name));
        return _session.TryAcquireAsync(name, cancellationToken);
    }

    public async Task<IReadOnlyList<long>> SaveListingsAsync(
        IReadOnlyList<Listing> listings, IStoreLease? lease, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(listings);
        if (listings.Count == 0)
        {
            return [];
        }

        if (lease is not null)
        {
            // On the very session that holds the lease: if the server has ended it, the write can't happen.
            return await _session.UseAsync(
                lease, connection => _listings.WriteIfUnchangedAsync(connection, listings, cancellationToken), cancellationToken).ConfigureAwait(false);
        }

        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await _database.GuardedAsync(() => _listings.WriteIfUnchangedAsync(connection, listings, cancellationToken)).ConfigureAwait(false);
        }
    }

    public async Task AnnounceAsync(IReadOnlyCollection<StoreChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0)
        {
            return;
        }

        await _database.WriteAsync(
            async context =>
            {
                context.Add(ChangeLog.RowOf(_database.Process, _database.Time.GetUtcNow(), changes));
                return await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        _database.Notifier.Signal();
    }

    public async IAsyncEnumerable<IReadOnlyList<StoreChange>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var watch = new ChangeWatch(_database, connection);
            await _database.GuardedAsync(() => watch.BeginAsync(cancellationToken)).ConfigureAwait(false);
            yield return [];
            while (true)
            {
                yield return await _database.GuardedAsync(() => watch.NextAsync(cancellationToken)).ConfigureAwait(false);
            }
        }
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
