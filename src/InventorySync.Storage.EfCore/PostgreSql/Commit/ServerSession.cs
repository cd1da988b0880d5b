using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql.Commit;

/// <summary>A session, by what tells it from every other one of the server: process ids are given out again.</summary>
internal readonly record struct ServerSession(int ProcessId, DateTime StartedAt)
{
    // An end is a matter of milliseconds, unless the server itself is stuck.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);
    private const int LooksMax = 500;

    public static async Task<ServerSession> OfAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()", connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                return new ServerSession(reader.GetInt32(0), reader.GetDateTime(1));
            }
        }
    }

    /// <summary>Ends the session, whose client is gone, and waits until it has ended.</summary>
    /// <remarks>
    /// A request that the network still carries would be obeyed after its caller was told something else: a sale that was asked
    /// again and then refused, because another process had taken the last unit, would be applied as soon as goods arrive.
    /// </remarks>
    /// <exception cref="StorageException">It did not end; nothing may be decided yet.</exception>
    public async Task EndAsync(NpgsqlConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start = $2", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = ProcessId });
            command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = StartedAt });
            for (var look = 0; await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is not null; look++)
            {
                if (look == LooksMax)
                {
                    throw new StorageException(
                        $"PostgreSQL does not end session {ProcessId}, which this process has lost: it may still write what it was asked to. Ask again under the same id.",
                        isTransient: true);
                }

                await Task.Delay(LookInterval, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
