using InventorySync.Stock;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>Archiving in SQLite.</summary>
public sealed class SqliteLedgerArchiveTests : LedgerArchiveTests
{
    private readonly DatabaseFile _file = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _file.Dispose();
    }

    [Fact]
    public async Task Archive_Registered_MovesWhatTheStoreHas()
    {
        var clock = new VirtualTimeProvider(new DateTimeOffset(2026, 6, 20, 0, 0, 0, TimeSpan.Zero));
        var sku = new LevelKey(new Sku("TEA"), new LocationId("store"));
        foreach (var month in (int[])[1, 2, 3, 4])
        {
            await CommitAsync(new DateTimeOffset(2026, month, 2, 0, 0, 0, TimeSpan.Zero), batch => batch.Operation(new OperationId($"{month}")).Move(sku, onHand: 1));
        }

        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddInventorySync(sync => sync.UseSqlite(_file.ConnectionString))
            .BuildServiceProvider();
        await services.GetRequiredService<IInventoryStore>().InitializeAsync();

        var report = await services.GetRequiredService<ILedgerArchive>().ArchiveAsync(before: clock.GetUtcNow().AddMonths(-3));

        Assert.Equal((2, 1), (report.Movements, report.Levels));
    }

    protected override IInventoryStore Open() => new SqliteInventoryStore(_file.ConnectionString);

    protected override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"{_file.ConnectionString};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    protected override Task DropJanuaryAsync() =>
        ExecuteAsync("DELETE FROM ledger_archive WHERE recorded_at < unixepoch('2026-02-01') * 1000000");
}
