using InventorySync.Testing.PostgreSql;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>The migrations are written by hand: what they make has to be what the model says, under whatever names.</summary>
[RequiresPostgreSql]
public sealed class PostgresSchemaTests : IAsyncLifetime
{
    private Testing.PostgreSql.PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(null, "")]
    [InlineData("stock", "inv_")]
    public async Task Migrations_Applied_MakeTheTablesOfTheModel(string? schema, string prefix)
    {
        await using (var store = MigratedDatabase.Open(_database.ConnectionString, new TableOptions { Schema = schema, TablePrefix = prefix }))
        {
            await store.InitializeAsync();
            await store.InitializeAsync();
        }

        await using var modelled = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(modelled.ConnectionString);
        var names = Model.TableNames.Of(schema, prefix);
        await using (var context = new PostgresInventoryDbContext(PostgresContextOptions.For(source, names), names))
        {
            await context.Database.EnsureCreatedAsync();
        }

        var expected = await RowsAsync(modelled.ConnectionString, Columns);
        Assert.True(expected.Count > 100, $"{expected.Count} columns in {schema ?? "public"}");
        Assert.Equal(expected, await RowsAsync(_database.ConnectionString, Columns));
        Assert.Equal(await RowsAsync(modelled.ConnectionString, Indexes), await RowsAsync(_database.ConnectionString, Indexes));
        Assert.All(expected, column => Assert.StartsWith($"{schema ?? "public"}.{prefix}", column, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Initialize_ManyAtOnce_AllSucceed()
    {
        await using var store = MigratedDatabase.Open(_database.ConnectionString);
        await using var other = MigratedDatabase.Open(_database.ConnectionString);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? store : other).InitializeAsync()));

        Assert.Empty(await store.Catalog.ReadLocationsAsync());
    }

    [Fact]
    public async Task Initialize_NotToMigrateAndNoTables_SaysWhatToDo()
    {
        await using var store = MigratedDatabase.Open(_database.ConnectionString, new TableOptions { MigrateAtStart = false });

        var fault = await Assert.ThrowsAsync<StorageException>(() => store.InitializeAsync());

        Assert.Contains("lacks a table", fault.Message, StringComparison.Ordinal);
        Assert.Contains("apply the migration script", fault.Message, StringComparison.Ordinal);
    }

    private const string Columns =
        """
        SELECT format('%s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type || coalesce(udt_name, ''), is_nullable,
            coalesce(identity_generation, '') || coalesce(collation_name, '')) FROM information_schema.columns
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_name NOT LIKE '%migrations' ORDER BY 1
        """;

    private const string Indexes =
        """
        SELECT replace(indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename NOT LIKE '%migrations' ORDER BY 1
        """;

    private static async Task<List<string>> RowsAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
