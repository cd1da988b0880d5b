using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Rounds;
using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing.PostgreSql;
using Npgsql;
using Xunit.Abstractions;

namespace InventorySync.Crash;

/// <summary>A full disk, a read-only database: a typed error, nothing half applied, and all goes on by itself once the cause is gone.</summary>
public sealed class BrokenDiskTests
{
    private const int SqliteMegabytes = 16;
    private const int PostgresMegabytes = 48;
    private const int SalesMax = 5_000;

    private readonly ITestOutputHelper _output;

    public BrokenDiskTests(ITestOutputHelper output) => _output = output;

    [DiskFact]
    public async Task Sqlite_DiskFull_RefusesUntilThereIsRoom()
    {
        await using var disk = await Tmpfs.MountAsync(SqliteMegabytes);
        await using var database = new SqliteFile(disk.Folder);
        await FillAndFreeAsync(database, disk);
    }

    [DiskFact]
    [RequiresPostgreSql]
    public async Task PostgreSql_DiskFull_RefusesUntilThereIsRoom()
    {
        await using var disk = await Tmpfs.MountAsync(PostgresMegabytes);
        await using var server = await PostgresServer.StartAsync(disk);
        await FillAndFreeAsync(server, disk);
    }

    [DiskFact]
    public async Task Sqlite_ReadOnlyAtStart_SaysSoAndWorksOnceItMayWrite()
    {
        await using var disk = await Tmpfs.MountAsync(SqliteMegabytes);
        await using var database = new SqliteFile(disk.Folder);
        var run = new Run(database, seed: 1, _output.WriteLine);
        await run.FillAsync();
        await disk.SetReadOnlyAsync(true);

        var fault = await Assert.ThrowsAsync<StorageException>(() => Inventory.StartAsync(database.Kind, database.ConnectionString));

        Assert.False(fault.IsTransient);
        Assert.Contains(database.ConnectionString.Split('=')[1], fault.Message, StringComparison.Ordinal);
        Assert.Contains(" to write to ", fault.Message, StringComparison.Ordinal);
        await disk.SetReadOnlyAsync(false);
        var findings = await run.AuditAsync();
        Assert.True(findings.IsSound, findings.ToString());
    }

    [Fact]
    [RequiresPostgreSql]
    public async Task PostgreSql_ReadOnlyForAWhile_RefusesAndGoesOnByItself()
    {
        await using var server = await PostgresServer.StartAsync();
        var run = new Run(server, seed: 1, _output.WriteLine);
        await run.FillAsync();
        await using (var inventory = await Inventory.StartAsync(server.Kind, server.ConnectionString, storeRetries: 1))
        {
            using var log = run.OpenLog("till");
            var till = new Till(inventory, log);
            await till.AskAsync(Sale(0));

            // As after a switch to a standby: sessions end, and those that follow may not write.
            await server.ExecuteAsync("ALTER DATABASE crash SET default_transaction_read_only = on");
            await server.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'crash'");
            var faults = new List<StorageException>();
            for (var attempt = 0; attempt < 3; attempt++)
            {
                faults.Add(await Assert.ThrowsAsync<StorageException>(() => till.AskAsync(Sale(1))));
            }

            Assert.All(faults, fault => Assert.True(fault.IsTransient));
            Assert.Contains("is read-only", faults[^1].Message, StringComparison.Ordinal);
            Assert.NotEmpty(await inventory.Controller.ReadLevelsAsync(new Sku(Shop.Hot)));

            await server.ExecuteAsync("ALTER DATABASE crash SET default_transaction_read_only = off");
            Assert.True((await till.AskAsync(Sale(1))).IsApplied);
        }

        var findings = await run.AuditAsync();
        Assert.True(findings.IsSound, findings.ToString());
    }

    private static Ask Sale(int number) => new($"sale-{number}", OperationKind.Receive, [new AskLine(Shop.Hot, 1), new AskLine(Shop.Other(number % Run.Others), 1)]);

    private async Task FillAndFreeAsync(IDatabase database, Tmpfs disk)
    {
        var run = new Run(database, seed: 1, _output.WriteLine);
        await run.FillAsync();
        await using (var inventory = await Inventory.StartAsync(database.Kind, database.ConnectionString, storeRetries: 1))
        {
            using var log = run.OpenLog("till");
            var till = new Till(inventory, log);
            await till.AskAsync(Sale(0));

            disk.Fill();
            var (refused, fault) = await AskUntilRefusedAsync(till);
            Assert.True(fault.IsTransient);
            Assert.Contains("is full", fault.Message, StringComparison.Ordinal);
            Assert.Equal(database.Kind == DatabaseKind.Postgres, (fault.InnerException as StorageException)?.InnerException is PostgresException);
            Assert.NotEmpty(await inventory.Controller.ReadLevelsAsync(new Sku(Shop.Hot)));

            disk.Free();
            Assert.Equal((OutcomeStatus.Applied, false), await OutcomeAsync(till, refused));
            Assert.Equal((OutcomeStatus.Applied, false), await OutcomeAsync(till, Sale(SalesMax)));
        }

        var findings = await run.AuditAsync();
        Assert.True(findings.IsSound, findings.ToString());
    }

    private static async Task<(OutcomeStatus Status, bool IsRepeat)> OutcomeAsync(Till till, Ask ask)
    {
        var outcome = await till.AskAsync(ask);
        return (outcome.Status, outcome.IsRepeat);
    }

    // Pages that have room left take some more.
    private static async Task<(Ask Refused, StorageException Fault)> AskUntilRefusedAsync(Till till)
    {
        for (var number = 1; number < SalesMax; number++)
        {
            try
            {
                await till.AskAsync(Sale(number));
            }
            catch (StorageException fault)
            {
                return (Sale(number), fault);
            }
        }

        throw new InvalidOperationException($"{SalesMax} operations fitted on a disk that is full.");
    }
}
