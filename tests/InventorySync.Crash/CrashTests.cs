using System.Globalization;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Rounds;
using InventorySync.Testing;
using InventorySync.Testing.PostgreSql;
using Xunit.Abstractions;

[assembly: TestFramework("InventorySync.Testing.PostgreSql.PostgresTestFramework", "InventorySync.Testing.PostgreSql")]

// Each test has processes and a server of its own: side by side they would only slow each other down.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace InventorySync.Crash;

/// <summary>I4: what callers were told survives SIGKILL, exactly once (I3), and the same database goes on.</summary>
public sealed class CrashTests
{
    private const string RoundsVariable = "INVENTORYSYNC_CRASH_ROUNDS";
    private const int RoundsUsual = 3;

    private readonly ITestOutputHelper _output;

    public CrashTests(ITestOutputHelper output) => _output = output;

    private static int Rounds => int.TryParse(Environment.GetEnvironmentVariable(RoundsVariable), CultureInfo.InvariantCulture, out var rounds) ? rounds : RoundsUsual;

    [Fact]
    public async Task Sqlite_ProcessKilledAgainAndAgain_KeepsWhatWasTold()
    {
        await using var database = new SqliteFile();
        await KillAsync(database);
    }

    [Fact]
    [RequiresPostgreSql]
    public async Task PostgreSql_ProcessKilledAgainAndAgain_KeepsWhatWasTold()
    {
        await using var database = await PostgresServer.StartAsync();
        await KillAsync(database);
    }

    private async Task KillAsync(IDatabase database)
    {
        var seed = TestSeed.Get();
        _output.WriteLine($"{TestSeed.Variable}={seed}");
        var findings = await CrashRounds.RunAsync(database, Rounds, seed, _output.WriteLine);
        Assert.True(findings.IsSound, $"{TestSeed.Variable}={seed}: {findings}");
        Assert.NotEqual(0, findings.Applied);
    }
}
