using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;

namespace InventorySync.Crash.Rounds;

/// <summary>Kills the process that sells, again and again, on a database that goes on.</summary>
internal static class CrashRounds
{
    private const int AuditInterval = 10;

    // Some 300 bytes a line, two lines an operation.
    private const int LogBytesMax = 400_000;
    private const int StartMillisecondsMax = 2_500;

    /// <returns>What the last audit found; the first that finds a fault is the last.</returns>
    public static async Task<Findings> RunAsync(IDatabase database, int rounds, int seed, Action<string> print)
    {
        var run = new Run(database, seed, print);
        await run.FillAsync();
        for (var round = 1; ; round++)
        {
            var when = await RunRoundAsync(run, round);
            if (round < rounds && round % AuditInterval != 0)
            {
                print($"round {round}: {when}");
                continue;
            }

            var findings = await run.AuditAsync();
            print($"round {round}: {when}; {findings}");
            if (round == rounds || !findings.IsSound)
            {
                return findings;
            }
        }
    }

    private static async Task<string> RunRoundAsync(Run run, int round)
    {
        var random = new Random(HashCodes.Of(run.Seed, -round));
        await using var load = await LoadProcess.StartAsync(run.NextLoadAfterLast(round));
        string when;
        if (random.Next(6) == 0)
        {
            // In the middle of its start: opening, recovering, asking again what was left open.
            var milliseconds = random.Next(StartMillisecondsMax);
            await Task.Delay(milliseconds);
            when = $"killed {milliseconds} ms after its start";
        }
        else
        {
            var length = random.Next(LogBytesMax);
            await load.WaitUntilReadyAsync();
            await load.WaitForLogAsync(length);
            await Task.Delay(random.Next(20));
            when = $"killed after {length} bytes of outcomes";
        }

        await load.KillAsync();
        return when;
    }
}
