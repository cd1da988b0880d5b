using InventorySync.Storage.EfCore.Mapping;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Coordination;

/// <summary>Wakes other processes up after commits, many commits at once; and forgets what they have long read.</summary>
/// <remarks>
/// Beside the sale's path, never on it: NOTIFY makes committing transactions wait for each other. A wake-up that is lost costs
/// the watcher its two seconds, for the news itself stands in the table.
/// </remarks>
internal sealed class ChangeNotifier : IAsyncDisposable
{
    /// <summary>How long news is kept.</summary>
    public static readonly TimeSpan KeepTime = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan PruneInterval = TimeSpan.FromSeconds(10);

    private readonly PostgresDatabase _database;
    private readonly CancellationTokenSource _stop = new();
    private Task _loop = Task.CompletedTask;
    private long _prunedAt;
    private int _pending;

    public ChangeNotifier(PostgresDatabase database)
    {
        _database = database;
        _prunedAt = database.Time.GetTimestamp();
    }

    /// <summary>What watchers listen to.</summary>
    public string ChannelName => $"inventorysync_{PostgresSchema.LockOf(_database.Scope, "changes"):x16}";

    /// <summary>The lock that each watcher shares while it watches.</summary>
    public long Presence => PostgresSchema.LockOf(_database.Scope, "watchers");

    /// <summary>Something was committed. Returns at once.</summary>
    public void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 0 && !_stop.IsCancellationRequested)
        {
            _loop = SendAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _loop.ConfigureAwait(false);
    }

    private async Task SendAsync()
    {
        try
        {
            await Task.Delay(Interval, _database.Time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The last commits before the end are told all the same.
        }

        Volatile.Write(ref _pending, 0);
        try
        {
            var connection = await _database.Source.OpenConnectionAsync(CancellationToken.None).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                await NotifyAsync(connection).ConfigureAwait(false);
                await PruneAsync(connection).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (PostgresFault.CauseOf(fault) is not null || fault is ObjectDisposedException)
        {
            // Watchers look every two seconds anyway; who commits hears of a database that is away.
        }
    }

    private async Task NotifyAsync(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand(
            """
            SELECT pg_notify($1, '') WHERE EXISTS (
                SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND mode = 'ShareLock'
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                  AND classid::bigint = $2 AND objid::bigint = $3)
            """,
            connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ChannelName });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (uint)(Presence >> 32) });
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = (uint)Presence });
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task PruneAsync(NpgsqlConnection connection)
    {
        if (_database.Time.GetElapsedTime(_prunedAt) < PruneInterval)
        {
            return;
        }

        _prunedAt = _database.Time.GetTimestamp();
        var command = new NpgsqlCommand($"DELETE FROM {_database.Names.Qualifier}changes WHERE at < $1", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Microseconds.Of(_database.Time.GetUtcNow() - KeepTime) });
            await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
