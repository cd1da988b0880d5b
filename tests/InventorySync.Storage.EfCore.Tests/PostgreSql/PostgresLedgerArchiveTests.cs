using InventorySync.Stock;
using InventorySync.Storage.EfCore.Archiving;
using InventorySync.Testing.PostgreSql;
using InventorySync.Testing.Stores;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Archiving in PostgreSQL, whose archive is partitioned by month.</summary>
[RequiresPostgreSql]
public sealed class PostgresLedgerArchiveTests : LedgerArchiveTests
{
    private static readonly DateTimeOffset Old = new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private static readonly LevelKey Bowl = new(new Sku("BOWL"), new LocationId("store"));
    private Testing.PostgreSql.PostgresDatabase _database = null!;

    public override async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Commit_RepeatThatWaitsForTheArchiving_IsADuplicate()
    {
        var id = new OperationId("first");
        await CommitAsync(Old, batch => batch.Operation(id).Move(Bowl, onHand: 5));
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await using var archiving = await connection.BeginTransactionAsync();
        await using var move = new NpgsqlCommand(
            """
            WITH gone AS (DELETE FROM ledger RETURNING *),
            known AS (INSERT INTO archived_operations SELECT operation_key, occurred_at, kind, status FROM gone)
            INSERT INTO openings SELECT level_id, version, on_hand, reserved FROM gone
            """,
            connection);
        await move.ExecuteNonQueryAsync();

        var repeat = Store.Ledger.CommitAsync(new StoreBatch(Old.AddMonths(3)).Operation(id).Move(Bowl, onHand: 5).Build());
        await using var waiting = source.CreateCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        while (await waiting.ExecuteScalarAsync() is 0L)
        {
            Assert.False(repeat.IsCompleted);
        }

        await archiving.CommitAsync();
        Assert.Equal([id], (await repeat).Duplicates);
        Assert.Equal(5, Assert.Single(await Store.Ledger.ReadLevelsAsync([Bowl.Sku])).OnHand);
    }

    [Fact]
    public async Task Archive_EachMonth_HasItsPartition()
    {
        await CommitAsync(Old, batch => batch.Operation(new OperationId("1")).Move(Bowl, onHand: 5));
        await CommitAsync(Old.AddMonths(1), batch => batch.Operation(new OperationId("2")).Move(Bowl, onHand: 5));

        await ArchiveAsync(Old.AddMonths(2));

        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM ledger_archive_2026_01"));
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM ledger_archive_2026_02"));
        Assert.Equal(0L, await ScalarAsync("SELECT count(*) FROM ledger"));
    }

    [Fact]
    public async Task Archive_TableOfTheMonthIsDetached_SaysWhatToDo()
    {
        await CommitAsync(Old, batch => batch.Operation(new OperationId("1")).Move(Bowl, onHand: 5));
        await ExecuteAsync("CREATE TABLE ledger_archive_2026_01 (LIKE ledger_archive)");

        var fault = await Assert.ThrowsAsync<StorageException>(() => ArchiveAsync(Old.AddMonths(1)));

        Assert.Contains("'ledger_archive_2026_01' exists", fault.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await ScalarAsync("SELECT count(*) FROM ledger"));
    }

    [Fact]
    public async Task Archive_IdMadeLaterThanItsRecord_StaysWithWhatStandsOnIt()
    {
        await CommitAsync(Old, batch => batch.Operation(new OperationId("1")).Move(Bowl, onHand: 5));
        await CommitAsync(Old, batch => batch.Operation(new OperationId(Guid.CreateVersion7(Old.AddMonths(2)))).Move(Bowl, onHand: 5));
        await CommitAsync(Old, batch => batch.Operation(new OperationId("3")).Move(Bowl, onHand: 5));

        Assert.Equal(1, (await ArchiveAsync(Old.AddMonths(1))).Movements);

        AssertSound(await VerifyAsync(archived: false), 2);
        AssertSound(await VerifyAsync(archived: true), 3);
    }

    [Fact]
    public async Task Archive_PlainTableOfOwnMigrations_TakesEveryMonth()
    {
        await ExecuteAsync("DROP TABLE ledger_archive; CREATE TABLE ledger_archive (LIKE ledger)");
        await CommitAsync(Old, batch => batch.Operation(new OperationId("1")).Move(Bowl, onHand: 5));

        Assert.Equal(1, (await ArchiveAsync(Old.AddMonths(1))).Movements);

        AssertSound(await VerifyAsync(archived: true), 1);
    }

    [Fact]
    public async Task Archive_ManyAtOnce_MoveEachRowOnce()
    {
        for (var i = 0; i < 40; i++)
        {
            await CommitAsync(Old.AddMinutes(i), batch => batch.Operation(new OperationId($"{i}")).Move(Bowl, onHand: 5));
        }

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ArchiveAsync(Old.AddMonths(1))));

        Assert.Equal(40, reports.Sum(report => report.Movements));
        AssertSound(await VerifyAsync(archived: true), 40);
    }

    protected override IInventoryStore Open() => MigratedDatabase.Open(_database.ConnectionString);

    protected override async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    protected override Task DropJanuaryAsync() =>
        ExecuteAsync("ALTER TABLE ledger_archive DETACH PARTITION ledger_archive_2026_01; DROP TABLE ledger_archive_2026_01");
}
