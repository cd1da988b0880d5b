using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;

namespace InventorySync.Crash.Rounds;

/// <summary>Stops the server as a crash would and starts it again, while one process sells that lives through it all.</summary>
internal static class RestartRounds
{
    private const int LogBytesMax = 300_000;
    private const int DownMillisecondsMax = 1_000;
    private const int SalesAfterRestart = 50;

    /// <param name="database">The server.</param>
    /// <param name="rounds">How often it goes down.</param>
    /// <param name="seed">When.</param>
    /// <param name="storeRetries">EngineOptions.StoreRetriesMax of the process that sells; null: as is usual.</param>
    /// <param name="print">Says what happens.</param>
    public static async Task<Findings> RunAsync(PostgresServer database, int rounds, int seed, int? storeRetries, Action<string> print)
    {
        var run = new Run(database, seed, print);
        await run.FillAsync();
        var random = new Random(seed);
        await using (var load = await LoadProcess.StartAsync(run.NextLoad(1) with { StoreRetries = storeRetries }))
        {
            await load.WaitUntilReadyAsync();
            for (var round = 1; round <= rounds; round++)
            {
                await load.WaitForLogAsync(load.LogLength + random.Next(1, LogBytesMax));
                await database.Cluster.StopAsync(immediate: true);
                await Task.Delay(random.Next(DownMillisecondsMax));
                await database.Cluster.StartAsync();
                await load.WaitForSalesAsync(SalesAfterRestart);
                print($"round {round}: the server is back, and the same process sells on");
            }

            await load.StopAsync();
        }

        var findings = await run.AuditAsync();
        print(findings.ToString());
        return findings;
    }
}
