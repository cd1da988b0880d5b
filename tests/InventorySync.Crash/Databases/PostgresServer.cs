using InventorySync.Testing.PostgreSql;
using Npgsql;

namespace InventorySync.Crash.Databases;

/// <summary>A server of the run's own, with one database: it can be stopped and started.</summary>
internal sealed class PostgresServer : IDatabase
{
    private const string ApplicationName = "inventorysync-crash";
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _logs = Directory.CreateTempSubdirectory("inventorysync-crash-");

    private PostgresServer(PostgresCluster cluster, string database)
    {
        Cluster = cluster;
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = database, ApplicationName = ApplicationName }.ToString();
    }

    public DatabaseKind Kind => DatabaseKind.Postgres;

    public PostgresCluster Cluster { get; }

    public string ConnectionString { get; }

    public string LogFolder => _logs.FullName;

    /// <param name="disk">Where the database lies; null: with the server.</param>
    public static async Task<PostgresServer> StartAsync(Tmpfs? disk = null)
    {
        var server = new PostgresServer(await PostgresCluster.StartNewAsync("shared_buffers=64MB"), "crash");
        if (disk is not null)
        {
            await disk.GiveToOwnerOfAsync(await server.AskAsync("SHOW data_directory"));
            await server.ExecuteAsync($"CREATE TABLESPACE disk LOCATION '{disk.Folder}'");
        }

        await server.ExecuteAsync($"CREATE DATABASE crash TEMPLATE empty {(disk is null ? string.Empty : "TABLESPACE disk")}");
        return server;
    }

    /// <summary>The same database by another port.</summary>
    public string Through(int port) => new NpgsqlConnectionStringBuilder(ConnectionString) { Port = port }.ToString();

    public async Task WaitUntilIdleAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = ApplicationName } },
        };
        while ((long)(await command.ExecuteScalarAsync())! > 0)
        {
            await Task.Delay(LookInterval);
        }
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<string> AskAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _logs.Delete(recursive: true);
    }

    // Outside every pool: what broke with the server must not be handed out here.
    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Cluster.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        return connection;
    }
}
