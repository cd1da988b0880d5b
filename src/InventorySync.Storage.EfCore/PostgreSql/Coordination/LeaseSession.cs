using InventorySync.Storage.Coordination;
using InventorySync.Storage.EfCore.Stores;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Coordination;

/// <summary>The one session that holds this process's leases: when it ends, the server frees them all.</summary>
internal sealed class LeaseSession : IAsyncDisposable
{
    // A session that is cut off is noticed here before the server gives its locks away: 1 + 3 s against 5 + 3 × 2 s.
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(1);
    private const int AnswerTimeMaxSeconds = 3;
    private const string ServerSettings = "SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3";

    private readonly PostgresDatabase _database;
    private readonly WriteGate _gate = new();
    private readonly Dictionary<string, PostgresLease> _leases = [];
    private readonly CancellationTokenSource _stop = new();
    private NpgsqlConnection? _connection;
    private Task _heartbeat = Task.CompletedTask;

    public LeaseSession(PostgresDatabase database) => _database = database;

    public async Task<IStoreLease?> TryAcquireAsync(string name, CancellationToken cancellationToken)
    {
        using var pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_leases.ContainsKey(name))
        {
            return null;
        }

        return await GuardedAsync<IStoreLease?>(async () =>
        {
            var connection = await ConnectAsync(cancellationToken).ConfigureAwait(false);
            if (!(bool)(await ScalarAsync(connection, "SELECT pg_try_advisory_lock($1)", name, cancellationToken).ConfigureAwait(false))!)
            {
                return null;
            }

            var lease = new PostgresLease(this, name);
            _leases.Add(name, lease);
            return lease;
        }).ConfigureAwait(false);
    }

    /// <summary>Runs <paramref name="work"/> on the session while it holds the lease.</summary>
    /// <exception cref="StorageException">The lease is lost; or the database failed, and then it is lost too.</exception>
    public async Task<T> UseAsync<T>(IStoreLease lease, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        using var pass = await _gate.EnterAsync(cancellationToken).ConfigureAwait(false);
        if (_connection is not { } connection || !_leases.TryGetValue(lease.Name, out var held) || !ReferenceEquals(held, lease))
        {
            throw new StorageException($"The lease '{lease.Name}' is lost: another process may hold it by now, and nothing was written.", isTransient: false);
        }

        return await GuardedAsync(() => work(connection)).ConfigureAwait(false);
    }

    public async ValueTask ReleaseAsync(PostgresLease lease)
    {
        using var pass = await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        if (_connection is not { } connection || !_leases.TryGetValue(lease.Name, out var held) || !ReferenceEquals(held, lease))
        {
            return;
        }

        _leases.Remove(lease.Name);
        try
        {
            await ScalarAsync(connection, "SELECT pg_advisory_unlock($1)", lease.Name, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception fault) when (PostgresFault.CauseOf(fault) is not null)
        {
            await LoseAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stop.Cancel();
        await _heartbeat.ConfigureAwait(false);
        using var pass = await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
        _leases.Clear();
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { } standing)
        {
            return standing;
        }

        var connection = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var command = new NpgsqlCommand(ServerSettings, connection);
            await using (command.ConfigureAwait(false))
            {
                await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _connection = connection;

        // The heartbeat of a session that was lost ends by itself, once it gets through the gate: here it must not be waited for.
        _heartbeat = Task.WhenAll(_heartbeat, BeatAsync(connection));
        return connection;
    }

    private async Task BeatAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            try
            {
                await Task.Delay(HeartbeatInterval, _database.Time, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            using var pass = await _gate.EnterAsync(CancellationToken.None).ConfigureAwait(false);
            if (!ReferenceEquals(_connection, connection))
            {
                return;
            }

            try
            {
                var command = new NpgsqlCommand("SELECT 1", connection) { CommandTimeout = AnswerTimeMaxSeconds };
                await using (command.ConfigureAwait(false))
                {
                    await command.ExecuteScalarAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (PostgresFault.CauseOf(fault) is not null)
            {
                await LoseAsync().ConfigureAwait(false);
                return;
            }
        }
    }

    private async Task<T> GuardedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await _database.GuardedAsync(work).ConfigureAwait(false);
        }
        catch
        {
            // Also where who asked gave up in the middle: it is not known what the session still holds.
            await LoseAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask LoseAsync()
    {
        var connection = _connection;
        PostgresLease[] lost = [.. _leases.Values];
        _connection = null;
        _leases.Clear();
        if (connection is not null)
        {
            // Not back into the pool: whatever state it is in, it must not keep the locks.
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var lease in lost)
        {
            lease.Lose();
        }
    }

    private async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, string name, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = PostgresSchema.LockOf(_database.Scope, $"lease\n{name}") });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
