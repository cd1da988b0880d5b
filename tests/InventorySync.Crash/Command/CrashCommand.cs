using System.CommandLine;
using InventorySync.Crash.Auditing;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Rounds;

namespace InventorySync.Crash.Command;

/// <summary>The command line: the long forms of what the tests do.</summary>
internal sealed class CrashCommand
{
    private readonly Option<DatabaseKind> _database = new("--database") { Description = "sqlite or postgres.", Required = true };
    private readonly Option<int> _rounds = new("--rounds") { Description = "How often something goes down.", DefaultValueFactory = _ => 20 };

    private readonly Option<int> _sales = new("--sales")
    {
        Description = "How many operations each process has to see applied.",
        DefaultValueFactory = _ => 20_000,
    };

    private readonly Option<int> _seed = new("--seed") { Description = "What happens when; a new one where left out.", DefaultValueFactory = _ => Random.Shared.Next() };
    private readonly Option<int?> _retries = new("--retries") { Description = "EngineOptions.StoreRetriesMax; as is usual where left out." };

    public static RootCommand Create()
    {
        var options = new CrashCommand();
        return new RootCommand("Sells through the library while processes, servers and networks break down, and holds the ledger against what callers were told.")
        {
            options.Crash(), options.Restart(), options.Cut(), options.Share(),
        };
    }

    private static void Print(string line) => Console.WriteLine(line);

    private System.CommandLine.Command Crash()
    {
        var command = new System.CommandLine.Command("crash", "Kills the process that sells.") { _database, _rounds, _seed };
        command.SetAction((parsed, _) => JudgeAsync(parsed, async seed =>
        {
            await using IDatabase database = parsed.GetValue(_database) == DatabaseKind.Postgres ? await PostgresServer.StartAsync() : new SqliteFile();
            return await CrashRounds.RunAsync(database, parsed.GetValue(_rounds), seed, Print);
        }));
        return command;
    }

    private System.CommandLine.Command Restart()
    {
        var command = new System.CommandLine.Command("restart", "Stops PostgreSQL as a crash would, and starts it again.") { _rounds, _retries, _seed };
        command.SetAction((parsed, _) => JudgeAsync(parsed, async seed =>
        {
            await using var database = await PostgresServer.StartAsync();
            return await RestartRounds.RunAsync(database, parsed.GetValue(_rounds), seed, parsed.GetValue(_retries), Print);
        }));
        return command;
    }

    private System.CommandLine.Command Cut()
    {
        var command = new System.CommandLine.Command("cut", "Cuts, delays and loses on the way to PostgreSQL.") { _sales, _retries, _seed };
        command.SetAction((parsed, _) => JudgeAsync(parsed, async seed =>
        {
            await using var database = await PostgresServer.StartAsync();
            return await CutRounds.RunAsync(database, parsed.GetValue(_sales), seed, parsed.GetValue(_retries), Print);
        }));
        return command;
    }

    private System.CommandLine.Command Share()
    {
        var command = new System.CommandLine.Command("share", "Four processes sell one stock on PostgreSQL.") { _sales, _seed };
        command.SetAction((parsed, _) => JudgeAsync(parsed, async seed =>
        {
            await using var database = await PostgresServer.StartAsync();
            return await SharingRounds.RunAsync(database, parsed.GetValue(_sales), seed, Print);
        }));
        return command;
    }

    private async Task<int> JudgeAsync(ParseResult parsed, Func<int, Task<Findings>> run)
    {
        var seed = parsed.GetValue(_seed);
        Print($"seed {seed}");
        return (await run(seed)).IsSound ? 0 : 1;
    }
}
