using System.Diagnostics;
using System.Globalization;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>I4: what was told as committed survives the death of the process.</summary>
public sealed class SqliteDurabilityTests : IDisposable
{
    private const int SalesMin = 200;

    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData(CrashingWriter.EagerFolds)]
    public async Task Commit_ProcessKilled_KeepsWhatWasTold(string folds)
    {
        var told = await KillAfterAsync(SalesMin, folds);

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();
        var level = Assert.Single(await store.Ledger.ReadLevelsAsync([CrashingWriter.Key.Sku]));
        Assert.True(level.Version >= told, $"{told} sales were told as committed, {level.Version} are in the ledger.");
        Assert.Equal(-level.Version, level.OnHand);
        var version = 0L;
        await foreach (var movement in store.Ledger.ReadMovementsAsync(new MovementQuery()))
        {
            Assert.Equal(++version, movement.Version);
            Assert.Equal(-version, movement.OnHand);
        }

        Assert.Equal(level.Version, version);

        // I3: every sale in the ledger is known as applied, wherever the kill left its key; and no other is.
        var repeats = new StoreBatch(DateTimeOffset.UnixEpoch);
        var applied = Enumerable.Range(1, (int)level.Version).Select(sale => CrashingWriter.Id(sale)).ToList();
        applied.ForEach(id => repeats.Refused(id));
        repeats.Refused(CrashingWriter.Id(level.Version + 1));
        Assert.Equal(applied, (await store.Ledger.CommitAsync(repeats.Build())).Duplicates);
    }

    /// <summary>A killed process must not leave anything behind that keeps the next one from starting.</summary>
    [Fact]
    public async Task Initialize_AfterProcessWasKilled_Works()
    {
        for (var round = 0; round < 3; round++)
        {
            await KillAfterAsync(1);
        }

        await using var store = new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();
        Assert.NotEmpty(await store.Ledger.ReadLevelsAsync([CrashingWriter.Key.Sku]));
    }

    /// <summary>Lets another process sell until it has told so many, and kills it in the middle of the next.</summary>
    /// <returns>The last sale that it told.</returns>
    private async Task<long> KillAfterAsync(int sales, string folds = "")
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(CrashingWriter).Assembly.Location, _file.ConnectionString, folds])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var told = 0L;
        var first = -1L;
        while (first < 0 || told < first + sales)
        {
            var line = await writer.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The writer ended by itself.");
            told = long.Parse(line, CultureInfo.InvariantCulture);
            first = first < 0 ? told : first;
        }

        writer.Kill();
        await writer.WaitForExitAsync();
        return told;
    }
}
