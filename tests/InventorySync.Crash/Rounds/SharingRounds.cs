using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;

namespace InventorySync.Crash.Rounds;

/// <summary>Several processes sell the same stock at once.</summary>
internal static class SharingRounds
{
    public const int Processes = 4;
    public const int Others = 1_000;

    /// <param name="database">What they share.</param>
    /// <param name="sales">How many operations each has to see applied before all stop.</param>
    /// <param name="seed">What they ask for.</param>
    /// <param name="print">Says what happens.</param>
    public static async Task<Findings> RunAsync(IDatabase database, int sales, int seed, Action<string> print)
    {
        var run = new Run(database, seed, print);
        await run.FillAsync(Others);
        List<LoadProcess> loads = [];
        try
        {
            for (var number = 1; number <= Processes; number++)
            {
                loads.Add(await LoadProcess.StartAsync(run.NextLoad(number) with { Others = Others }));
            }

            await Task.WhenAll(loads.Select(load => load.WaitUntilReadyAsync()));
            await Task.WhenAll(loads.Select(load => load.WaitForSalesAsync(sales)));
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
        print(findings.ToString());
        return findings;
    }
}
