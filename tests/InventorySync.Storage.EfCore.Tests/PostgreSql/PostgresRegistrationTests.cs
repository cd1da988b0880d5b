using InventorySync.Engine;
using InventorySync.Stock;
using InventorySync.Storage.Queries;
using InventorySync.Testing.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>An application on PostgreSQL, as the documentation shows it.</summary>
[RequiresPostgreSql]
public sealed class PostgresRegistrationTests
{
    [Fact]
    public async Task UsePostgreSql_NamedTablesMadeByACall_SellsAndReads()
    {
        await using var database = await (await PostgresCluster.SharedAsync()).CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddInventorySync(sync => sync
            .UsePostgreSql(source, tables =>
            {
                tables.Schema = "stock";         // made where it is missing; SQLite has none
                tables.TablePrefix = "inv_";
                tables.MigrateAtStart = false;   // somebody else makes and upgrades them
            }));
        using var host = builder.Build();
        await host.Services.GetRequiredService<IInventorySchema>().MigrateAsync();
        await host.StartAsync();
        var stock = host.Services.GetRequiredService<IStockController>();
        await host.Services.GetRequiredService<Catalog.ICatalog>().SaveAsync(new Catalog.Location { Id = new LocationId("main") });
        await stock.ApplyAsync(StockOperation.Receive(
            new OperationId("receipt"), [.. Enumerable.Range(0, 150).Select(i => new StockLine(new Sku($"SKU-{i:D3}"), 1 + (i % 10), new LocationId("main")))]));
        var queries = host.Services.GetRequiredService<IInventoryQueries>();

        var low = new LevelFilter { AvailableMax = 9 };
        var first = await queries.ReadLevelsAsync(low, countMax: 100);
        var next = await queries.ReadLevelsAsync(low, countMax: 100, after: first[^1]);

        Assert.Equal((100, 35), (first.Count, next.Count));
        Assert.Equal(135, first.Concat(next).Select(level => level.Sku).Distinct().Count());
        await host.StopAsync();
    }

    [Theory]
    [InlineData("Server", "is none of PostgreSQL")]
    [InlineData("Database=shop", "names no server: add 'Host=…'")]
    [InlineData("Hots=localhost", "is none of PostgreSQL")]
    public void UsePostgreSql_UnusableConnectionString_SaysWhatToDo(string connectionString, string says)
    {
        var services = new ServiceCollection();

        var fault = Assert.Throws<ArgumentException>(() => services.AddInventorySync(sync => sync.UsePostgreSql(connectionString)));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NoServer_SaysThatItCannotBeReached()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddInventorySync(sync => sync.UsePostgreSql("Host=127.0.0.1;Port=1;Database=shop;Username=shop;Password=secret-word"));
        await using var provider = services.BuildServiceProvider();

        var fault = await Assert.ThrowsAsync<StorageException>(() => provider.GetRequiredService<IInventoryStore>().InitializeAsync());

        Assert.StartsWith("PostgreSQL on 'shop' at 127.0.0.1:1 cannot be reached:", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", fault.ToString(), StringComparison.Ordinal);
        Assert.True(fault.IsTransient);
    }
}
