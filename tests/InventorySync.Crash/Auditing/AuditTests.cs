using InventorySync.Crash.Databases;
using InventorySync.Crash.Load;
using InventorySync.Crash.Telling;
using InventorySync.Stock;
using Microsoft.Data.Sqlite;

namespace InventorySync.Crash.Auditing;

/// <summary>The audit has teeth: each thing that must not happen is found, and named.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();
    private Inventory _inventory = null!;
    private History _history = null!;

    public async Task InitializeAsync()
    {
        var log = Path.Combine(_file.LogFolder, "till.log");
        _inventory = await Inventory.StartAsync(_file.Kind, _file.ConnectionString);
        using (var writer = new OutcomeLog(log))
        {
            await _inventory.FillAsync(writer, others: 2);
            var till = new Till(_inventory, writer);
            await till.AskAsync(Sale("sale"));
            await till.AskAsync(new Ask("two lines", OperationKind.Sell, [new AskLine(Shop.Hot, 1), new AskLine(Shop.Other(1), 1)]));
            await till.AskAsync(new Ask("hold", OperationKind.Reserve, [new AskLine(Shop.Hot, 3)], Hold: "cart"));
            await till.AskAsync(new Ask("too many", OperationKind.Sell, [new AskLine(Shop.Hot, 100_000)]));
        }

        _history = History.Read(log);
    }

    public async Task DisposeAsync()
    {
        await _inventory.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task Run_NothingWrong_IsSound()
    {
        var findings = await Audit.RunAsync(_inventory, _history);

        Assert.True(findings.IsSound, findings.ToString());
        Assert.Equal((4, 1, 7), (findings.Applied, findings.Refusals, findings.Movements));
    }

    [Theory]
    [InlineData("UPDATE levels SET on_hand = on_hand + 1 WHERE sku = 'HOT'", "I2")]
    [InlineData("UPDATE levels SET reserved = reserved - 1 WHERE sku = 'HOT'", "I2")]
    [InlineData("UPDATE reservation_lines SET open = 2", "I2")]
    [InlineData("UPDATE ledger SET on_hand = on_hand - 1 WHERE operation_text = 'sale'", "I6")]
    [InlineData("UPDATE ledger SET version = 7 WHERE operation_text = 'hold'", "I6")]
    [InlineData("UPDATE ledger SET on_hand = 0 WHERE operation_text = 'hold'", "I1")]
    [InlineData("DELETE FROM ledger WHERE operation_text = 'sale'", "I4")]
    [InlineData("DELETE FROM ledger WHERE operation_text = 'two lines' AND line = 1", "I5")]
    [InlineData("UPDATE ledger SET on_hand_delta = -2 WHERE operation_text = 'sale'", "I3")]
    public async Task Run_LedgerTamperedWith_FindsIt(string sql, string invariant)
    {
        await using (var connection = new SqliteConnection(_file.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
        }

        Assert.Contains((await Audit.RunAsync(_inventory, _history)).Faults, fault => fault.StartsWith(invariant, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_ToldAndNotThere_FindsIt()
    {
        _history.Add(Asked("lost"));
        _history.Add(Told("lost", new Change(Shop.Hot, -1, 0, 390, 0, 9)));

        await ExpectAsync("I4: lost");
    }

    [Fact]
    public async Task Run_ThereAndNotAskedFor_FindsIt()
    {
        await _inventory.Controller.ApplyAsync(Sale("secret").ToOperation());

        await ExpectAsync("secret is in the ledger and nobody asked for it");
    }

    [Fact]
    public async Task Run_ThereAndToldAsRefused_FindsIt()
    {
        await _inventory.Controller.ApplyAsync(Sale("denied").ToOperation());
        _history.Add(Asked("denied"));
        _history.Add(new Entry { Kind = EntryKind.Told, Id = "denied", Status = OutcomeStatus.InsufficientStock });

        await ExpectAsync("I3: denied");
    }

    [Fact]
    public async Task Run_ToldTwiceAsNew_FindsIt()
    {
        var first = _history.Conversations["sale"].FirstApplied!;
        _history.Add(Asked("sale"));
        _history.Add(first);

        await ExpectAsync("I3: sale was told as applied");
    }

    [Fact]
    public async Task Run_FirstAnswerToldAsRepeat_FindsIt()
    {
        var outcome = await _inventory.Controller.ApplyAsync(Sale("own").ToOperation());
        _history.Add(Asked("own"));
        _history.Add(Told("own", Change.Of(outcome.Lines[0])) with { IsRepeat = true });

        await ExpectAsync("own was asked once and told as a repeat");
    }

    [Fact]
    public async Task Run_FailedForGood_FindsIt()
    {
        _history.Add(Asked("failed"));
        _history.Add(new Entry { Kind = EntryKind.Failed, Id = "failed", Fault = "NullReferenceException: a bug" });

        await ExpectAsync("failed failed with what may not be asked again");
    }

    private static Ask Sale(string id) => new(id, OperationKind.Sell, [new AskLine(Shop.Hot, 1)]);

    private static Entry Asked(string id) => new() { Kind = EntryKind.Asked, Id = id, Ask = Sale(id) };

    private static Entry Told(string id, Change change) => new() { Kind = EntryKind.Told, Id = id, Status = OutcomeStatus.Applied, Changes = [change] };

    private async Task ExpectAsync(string fault) =>
        Assert.Contains((await Audit.RunAsync(_inventory, _history)).Faults, found => found.StartsWith(fault, StringComparison.Ordinal));
}
