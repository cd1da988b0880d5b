using System.Globalization;
using InventorySync.Storage.EfCore.Model;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>The migrations are written by hand: what they make has to be what the model says.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Migrations_Applied_MakeTheTablesOfTheModel()
    {
        var migrated = $"Data Source={_file.Path};Pooling=False";
        var modelled = $"Data Source={_file.Folder}/model.db;Pooling=False";
        await using (var store = new SqliteInventoryStore(migrated))
        {
            await store.InitializeAsync();
        }

        await using (var context = new SqliteInventoryDbContext(SqliteContextOptions.For(modelled), TableNames.Plain))
        {
            await context.Database.EnsureCreatedAsync();
        }

        Assert.Equal(Columns(modelled), Columns(migrated));
        Assert.Equal(Indexes(modelled), Indexes(migrated));
    }

    [Fact]
    public async Task Migrations_OfEveryTable_AreStrict()
    {
        await using (var store = new SqliteInventoryStore(_file.ConnectionString))
        {
            await store.InitializeAsync();
        }

        var lax = Rows($"Data Source={_file.Path};Pooling=False", "SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict");
        Assert.Equal(["__EFMigrationsHistory", "sqlite_schema", "sqlite_sequence"], lax.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Model_EveryTime_IsKeptAsNumber()
    {
        using var context = new SqliteInventoryDbContext(SqliteContextOptions.For("Data Source=model.db"), TableNames.Plain);

        var columns = context.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties())
            .Where(property => property.ClrType == typeof(DateTimeOffset) || property.ClrType == typeof(DateTimeOffset?))
            .ToArray();

        Assert.NotEmpty(columns);
        Assert.All(columns, column => Assert.Equal(typeof(TimeConverter), column.GetTypeMapping().Converter!.GetType()));
    }

    private static List<string> Columns(string connectionString) => Rows(
        connectionString,
        """
        SELECT t.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk
        FROM pragma_table_list t, pragma_table_info(t.name) c
        WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
        ORDER BY 1
        """);

    private static List<string> Indexes(string connectionString) =>
        [.. Rows(connectionString, "SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").Select(Normalized)];

    private static string Normalized(string sql) =>
        string.Join(' ', sql.Replace("\"", string.Empty, StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static List<string> Rows(string connectionString, string sql)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }

        return rows;
    }
}
