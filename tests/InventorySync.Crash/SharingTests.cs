using InventorySync.Crash.Databases;
using InventorySync.Crash.Rounds;
using InventorySync.Testing;
using InventorySync.Testing.PostgreSql;
using Xunit.Abstractions;

namespace InventorySync.Crash;

/// <summary>Four processes, one article that all want and a thousand others: not one unit is sold twice (I1).</summary>
[RequiresPostgreSql]
public sealed class SharingTests
{
    private readonly ITestOutputHelper _output;

    public SharingTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task FourProcesses_OneDatabase_NothingIsOversoldAndHoldsExpireOnce()
    {
        var seed = TestSeed.Get();
        _output.WriteLine($"{TestSeed.Variable}={seed}");
        await using var server = await PostgresServer.StartAsync();

        var findings = await SharingRounds.RunAsync(server, sales: 400, seed, _output.WriteLine);

        Assert.True(findings.IsSound, $"{TestSeed.Variable}={seed}: {findings}");
        Assert.NotEqual(0, findings.Expiries);
        Assert.NotEqual(0, findings.Refusals);
    }
}
