using System.Text;
using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Network;
using InventorySync.Crash.Rounds;
using InventorySync.Crash.Telling;
using InventorySync.Stock;
using InventorySync.Testing;
using InventorySync.Testing.PostgreSql;
using Npgsql;
using Xunit.Abstractions;

namespace InventorySync.Crash;

/// <summary>The way to the server breaks: each operation is applied once, and its caller hears what became of it.</summary>
[RequiresPostgreSql]
public sealed class NetworkTests
{
    private readonly ITestOutputHelper _output;

    public NetworkTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public async Task Network_CutsAtRandom_OutcomesStandExactlyOnce()
    {
        var seed = TestSeed.Get();
        _output.WriteLine($"{TestSeed.Variable}={seed}");
        await using var server = await PostgresServer.StartAsync();

        var findings = await CutRounds.RunAsync(server, sales: 400, seed, storeRetries: null, _output.WriteLine);

        Assert.True(findings.IsSound, $"{TestSeed.Variable}={seed}: {findings}");
    }

    [Theory]
    [InlineData(Fate.Reset)]
    [InlineData(Fate.LoseReply)]
    [InlineData(Fate.CutReply)]
    [InlineData(Fate.Late)]
    [InlineData(Fate.Silence)]
    internal async Task Sale_ConnectionCutAroundItsCommit_IsAppliedOnceAndToldAsItsCallersOwn(Fate fate)
    {
        await using var server = await PostgresServer.StartAsync();
        var run = new Run(server, seed: 1, _output.WriteLine);
        await run.FillAsync();
        await using var proxy = new UnreliableProxy(PortOf(server));
        await using (var inventory = await Inventory.StartAsync(server.Kind, server.Through(proxy.Port)))
        {
            using var log = run.OpenLog("till");
            var till = new Till(inventory, log);
            await till.AskAsync(Sale("before"));
            proxy.Decide = Once(fate, "the-sale");

            var outcome = await till.AskAsync(Sale("the-sale"));

            Assert.Equal(1, proxy.Fates[fate]);
            Assert.Equal((OutcomeStatus.Applied, false), (outcome.Status, outcome.IsRepeat));
        }

        var findings = await run.AuditAsync();
        Assert.True(findings.IsSound, findings.ToString());
        Assert.Equal(0, findings.Failures);
    }

    /// <summary>A commit that the network still carries when its caller has long been told "sold out" must not be obeyed.</summary>
    [Fact]
    public async Task Sale_ArrivesAfterItsCallerWasRefused_IsNotApplied()
    {
        await using var server = await PostgresServer.StartAsync();
        var run = new Run(server, seed: 1, _output.WriteLine);
        await run.FillAsync();
        var isLate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var proxy = new UnreliableProxy(PortOf(server))
        {
            Wait = async (_, _) =>
            {
                isLate.SetResult();
                await arrive.Task;
            },
        };
        await using var one = await Inventory.StartAsync(server.Kind, server.Through(proxy.Port), storeRetries: 20);
        await using var other = await Inventory.StartAsync(server.Kind, server.ConnectionString);
        using var oneLog = run.OpenLog("one");
        using var otherLog = run.OpenLog("other");
        var till = new Till(one, oneLog);
        var otherTill = new Till(other, otherLog);
        await till.AskAsync(Sale("before"));

        // The first process hears nothing of its sale, and no connection can be made until the other has sold the rest.
        var isCut = false;
        proxy.Decide = piece =>
        {
            var isSale = !isCut && Contains(piece, "the-sale");
            isCut |= isSale;
            return isSale ? Fate.Late : isCut ? Fate.Reset : Fate.Pass;
        };
        var sale = till.AskAsync(Sale("the-sale"));
        await isLate.Task;
        var left = (await other.Controller.ReadLevelsAsync(new Sku(Shop.Hot))).Single().Available;
        await otherTill.AskAsync(new Ask("the-rest", OperationKind.Sell, [new AskLine(Shop.Hot, (int)left)]));
        proxy.Decide = null;

        Assert.Equal(OutcomeStatus.InsufficientStock, (await sale).Status);
        await otherTill.AskAsync(new Ask("more", OperationKind.Receive, [new AskLine(Shop.Hot, 10)]));
        arrive.SetResult();
        await till.AskAsync(Sale("next"));
        await one.DisposeAsync();
        await other.DisposeAsync();

        var findings = await run.AuditAsync();
        Assert.True(findings.IsSound, findings.ToString());
    }

    private static int PortOf(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;

    private static Ask Sale(string id) => new(id, OperationKind.Sell, [new AskLine(Shop.Hot, 1)]);

    private static bool Contains(ReadOnlyMemory<byte> piece, string text) => piece.Span.IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static Func<ReadOnlyMemory<byte>, Fate> Once(Fate fate, string text)
    {
        var isDone = false;
        return piece =>
        {
            var isMeant = !isDone && Contains(piece, text);
            isDone |= isMeant;
            return isMeant ? fate : Fate.Pass;
        };
    }
}
