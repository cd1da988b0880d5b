using InventorySync.Testing.PostgreSql;
using Npgsql;

[assembly: TestFramework("InventorySync.Testing.PostgreSql.PostgresTestFramework", "InventorySync.Testing.PostgreSql")]

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The server that the tests of PostgreSQL stand on does what they rely on.</summary>
[RequiresPostgreSql]
public sealed class PostgresClusterTests
{
    [Fact]
    public async Task CreateDatabase_Template_IsFilledOnceAndCopied()
    {
        var cluster = await PostgresCluster.SharedAsync();
        var filled = 0;
        for (var i = 0; i < 2; i++)
        {
            await using var database = await cluster.CreateDatabaseAsync("cluster_test", async connection =>
            {
                filled++;
                await ScalarAsync(connection, "CREATE TABLE marks (name text); INSERT INTO marks VALUES ('B'), ('a')");
            });
            Assert.Equal(2L, await ScalarAsync(database.ConnectionString, "SELECT count(*) FROM marks"));
            Assert.Equal(0L, await ScalarAsync(database.ConnectionString, "WITH gone AS (DELETE FROM marks) SELECT 0::bigint"));
        }

        Assert.Equal(1, filled);
    }

    [Fact]
    public async Task Server_Settings_AreThoseOfProduction()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        Assert.Equal("on", await ScalarAsync(database.ConnectionString, "SHOW fsync"));
        Assert.Equal("on", await ScalarAsync(database.ConnectionString, "SHOW synchronous_commit"));
        Assert.Equal("127.0.0.1", await ScalarAsync(database.ConnectionString, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task Stop_Immediate_KeepsWhatWasCommittedAndThePort()
    {
        await using var cluster = await PostgresCluster.StartNewAsync();
        await ScalarAsync(cluster.ConnectionString, "CREATE TABLE marks (name text); INSERT INTO marks VALUES ('kept')");

        await cluster.StopAsync(immediate: true);
        await Assert.ThrowsAsync<NpgsqlException>(() => ScalarAsync(cluster.ConnectionString, "SELECT 1"));
        await cluster.StartAsync();

        NpgsqlConnection.ClearAllPools();
        Assert.Equal("kept", await ScalarAsync(cluster.ConnectionString, "SELECT name FROM marks"));
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
