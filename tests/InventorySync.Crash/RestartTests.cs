using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Rounds;
using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using InventorySync.Testing.PostgreSql;
using Xunit.Abstractions;

namespace InventorySync.Crash;

/// <summary>The server goes down as in a crash and comes back; the process that sells lives on.</summary>
[RequiresPostgreSql]
public sealed class RestartTests
{
    // Half a minute and more, which a restart stays below.
    private const int PatientRetries = 60;

    private readonly ITestOutputHelper _output;

    public RestartTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Server_StoppedUnderLoad_OutcomesStandAndTheSameProcessSellsOn()
    {
        var findings = await RestartAsync(rounds: 2, storeRetries: null);

        Assert.True(findings.IsSound, findings.ToString());
    }

    [Fact]
    public async Task Server_StoppedUnderLoadOfPatientProcess_NobodyHearsOfIt()
    {
        var findings = await RestartAsync(rounds: 1, PatientRetries);

        Assert.True(findings.IsSound, findings.ToString());
        Assert.Equal(0, findings.Failures);
    }

    /// <summary>One failure tells that the server went; the connections that idled in the pool must not each be another.</summary>
    [Fact]
    public async Task Server_RestartedWithIdleConnections_FailsAtMostOnceEachWay()
    {
        await using var server = await PostgresServer.StartAsync();
        var run = new Run(server, seed: 1, _output.WriteLine);
        await run.FillAsync();
        await using var inventory = await Inventory.StartAsync(server.Kind, server.ConnectionString, storeRetries: 0);
        using var log = run.OpenLog("till");
        var till = new Till(inventory, log);
        await till.AskAsync(new Ask("before", OperationKind.Sell, [new AskLine(Shop.Hot, 1)]));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => inventory.Controller.ReadLevelsAsync(new Sku(Shop.Other(number)))));

        await server.Cluster.StopAsync(immediate: true);
        await server.Cluster.StartAsync();

        var ask = new Ask("after", OperationKind.Sell, [new AskLine(Shop.Hot, 1)]);
        var failures = 0;
        StockOutcome? outcome = null;
        while (outcome is null && failures < 20)
        {
            try
            {
                outcome = await till.AskAsync(ask);
            }
            catch (StorageException fault) when (fault.IsTransient)
            {
                failures++;
            }
        }

        // The connection that commits and one of those that read; the first of either clears the pool.
        Assert.InRange(failures, 0, 2);
        Assert.True(outcome!.IsApplied);
        Assert.Equal(20, (await inventory.Controller.ReadLevelsAsync(new Sku(Shop.Other(7)))).Single().OnHand);
    }

    [Fact]
    public async Task Lease_ServerRestarted_IsLostAndCanBeTakenAgain()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var inventory = await Inventory.StartAsync(server.Kind, server.ConnectionString);
        var coordination = inventory.Store.Coordination!;
        var lease = (await coordination.TryAcquireAsync("channel/shop"))!;
        var lost = new TaskCompletionSource();
        await using var registration = lease.Lost.Register(lost.SetResult);

        await server.Cluster.StopAsync(immediate: true);
        await lost.Task.WaitAsync(TimeSpan.FromMinutes(2));
        var away = await Assert.ThrowsAsync<StorageException>(() => coordination.TryAcquireAsync("channel/shop"));
        await server.Cluster.StartAsync();

        Assert.True(away.IsTransient);
        var again = await coordination.TryAcquireAsync("channel/shop");
        Assert.NotNull(again);
        Assert.False(again.Lost.IsCancellationRequested);
        await again.DisposeAsync();
    }

    private async Task<Auditing.Findings> RestartAsync(int rounds, int? storeRetries)
    {
        var seed = TestSeed.Get();
        _output.WriteLine($"{TestSeed.Variable}={seed}");
        await using var server = await PostgresServer.StartAsync();
        return await RestartRounds.RunAsync(server, rounds, seed, storeRetries, _output.WriteLine);
    }
}
