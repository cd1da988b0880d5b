using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>An administrator can make the tables by a script.</summary>
public sealed class SqliteScriptTests : IDisposable
{
    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task CreateScript_Run_MakesTablesThatTheStoreTakes()
    {
        await using var store = Open();
        var pending = await store.ReadPendingAsync();
        Assert.Equal(["20260101000000_Initial"], pending.Take(1));

        Execute(store.CreateScript());

        Assert.Empty(await store.ReadPendingAsync());
        await store.InitializeAsync();
        Assert.Empty(await store.Catalog.ReadLocationsAsync());
    }

    [Fact]
    public async Task CreateScript_FromAnOlderVersion_HoldsOnlyWhatIsMissing()
    {
        await using var store = Open();

        var script = store.CreateScript(fromMigration: "20260101000000_Initial");

        Assert.DoesNotContain("CREATE TABLE inv_levels", script, StringComparison.Ordinal);
        Assert.Contains("CREATE TABLE inv_open_order_units", script, StringComparison.Ordinal);
        var fault = Assert.Throws<ArgumentException>(() => store.CreateScript("20250101000000_None"));
        Assert.Contains("there are: 20260101000000_Initial, ", fault.Message, StringComparison.Ordinal);
    }

    private SqliteInventoryStore Open() => new(SqliteSettings.Parse(
        _file.ConnectionString, tables: new TableOptions { TablePrefix = "inv_", MigrateAtStart = false }));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"{_file.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
