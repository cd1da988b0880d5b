using Npgsql;

namespace InventorySync.Testing.PostgreSql;

/// <summary>A database of one test's own; disposing drops it, also under open connections.</summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly PostgresCluster _cluster;

    internal PostgresDatabase(PostgresCluster cluster, string name)
    {
        _cluster = cluster;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Its name in the cluster.</summary>
    public string Name { get; }

    /// <summary>Connects as the owner of the cluster, with pooling.</summary>
    public string ConnectionString { get; }

    /// <summary>Drops the database.</summary>
    public async ValueTask DisposeAsync()
    {
        // A pool of a data source belongs to whoever made it; this is the one behind plain connections.
        await using (var connection = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        await _cluster.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }
}
