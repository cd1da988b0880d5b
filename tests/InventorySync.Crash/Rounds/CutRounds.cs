using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Network;
using Npgsql;

namespace InventorySync.Crash.Rounds;

/// <summary>Two processes sell over a network that loses, delays and cuts, above all between a commit and its reply.</summary>
internal static class CutRounds
{
    private const int Processes = 2;
    private const int WaitMillisecondsMax = 400;

    /// <param name="database">The server.</param>
    /// <param name="sales">How many operations each process has to see applied before both stop.</param>
    /// <param name="seed">What is cut.</param>
    /// <param name="storeRetries">EngineOptions.StoreRetriesMax; null: as is usual.</param>
    /// <param name="print">Says what happens.</param>
    public static async Task<Findings> RunAsync(PostgresServer database, int sales, int seed, int? storeRetries, Action<string> print)
    {
        var run = new Run(database, seed, print);
        await run.FillAsync();
        var dice = new FateDice(seed);
        await using var proxy = new UnreliableProxy(new NpgsqlConnectionStringBuilder(database.ConnectionString).Port)
        {
            Wait = (_, end) => Task.Delay(dice.Wait(WaitMillisecondsMax), end),
        };
        List<LoadProcess> loads = [];
        try
        {
            for (var number = 1; number <= Processes; number++)
            {
                loads.Add(await LoadProcess.StartAsync(run.NextLoad(number) with { ConnectionString = database.Through(proxy.Port), StoreRetries = storeRetries }));
            }

            await Task.WhenAll(loads.Select(load => load.WaitUntilReadyAsync()));
            proxy.Decide = piece => dice.Throw(piece.Length);
            await Task.WhenAll(loads.Select(load => load.WaitForSalesAsync(sales)));
            proxy.Decide = null;
            await Task.WhenAll(loads.Select(load => load.StopAsync()));
        }
        finally
        {
            foreach (var load in loads)
            {
                await load.DisposeAsync();
            }
        }

        var findings = await run.AuditAsync();
        print($"{string.Join(", ", proxy.Fates.OrderBy(fate => fate.Key).Select(fate => $"{fate.Key} {fate.Value}"))}; {findings}");
        return findings;
    }
}
