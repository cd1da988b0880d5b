using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using InventorySync.Storage.EfCore.Model;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Makes and upgrades the tables.</summary>
internal sealed class PostgresSchema
{
    private readonly NpgsqlDataSource _source;
    private readonly TableNames _names;
    private readonly Func<PostgresInventoryDbContext> _createContext;

    public PostgresSchema(NpgsqlDataSource source, TableNames names, Func<PostgresInventoryDbContext> createContext)
    {
        _source = source;
        _names = names;
        _createContext = createContext;
    }

    /// <summary>The 64 bits that name something of these tables among the advisory locks of the database.</summary>
    /// <param name="scope">Schema and prefix of the tables: two inventories in one database must not keep each other waiting.</param>
    /// <param name="what">What the lock is for.</param>
    public static long LockOf(string scope, string what)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"InventorySync\n{scope}\n{what}"), hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // Who may not change tables may start all the same where there is nothing to change.
        var probe = _createContext();
        await using (probe.ConfigureAwait(false))
        {
            if (!(await probe.Database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
            {
                return;
            }
        }

        // Processes that start together would otherwise make the same tables at once, and all but one of them fail.
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var name = LockOf(_names.Qualifier, "migration");
            await ExecuteAsync(connection, "SELECT pg_advisory_lock($1)", name, cancellationToken).ConfigureAwait(false);
            var context = _createContext();
            await using (context.ConfigureAwait(false))
            {
                await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
            }

            await ExecuteAsync(connection, "SELECT pg_advisory_unlock($1)", name, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks whether the tables are there, where somebody else makes them.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var context = _createContext();
        await using (context.ConfigureAwait(false))
        {
            await context.Levels.AnyAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<ChangeRow>().AnyAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, long parameter, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = parameter });
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
