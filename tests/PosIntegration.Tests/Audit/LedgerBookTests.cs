using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using PosIntegration.Audit;
using PosIntegration.Replay;

namespace PosIntegration.Tests.Audit;

/// <summary>The audit's own reckoning, on a small ledger; and that it speaks up where the ledger is not what was answered.</summary>
public sealed class LedgerBookTests : IAsyncLifetime
{
    private static readonly Sku Mug = new("MUG");
    private static readonly Sku Tin = new("TIN");

    private readonly TestInventory _inventory = new();

    public Task InitializeAsync() => _inventory.StartAsync();

    public Task DisposeAsync() => _inventory.DisposeAsync().AsTask();

    [Fact]
    public async Task ReadAsync_SoundLedger_FindsNothing()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5), Line(Tin, 2)));
        await ApplyAsync(StockOperation.Sell(new OperationId("out"), Line(Mug, 4)));

        var book = await _inventory.ReadBookAsync();

        Assert.Equal((3, 2, 1), (book.Movements, book.Levels, book.RequestedMovements));
        Assert.Equal(1, book.AvailableMin);
        Assert.Equal(0, book.Oversold.Count + book.Unequal.Count + book.Unchained.Count);
        Assert.Equal(-4, book.OnHandByOperation[new OperationId("out")][Mug]);
    }

    [Fact]
    public async Task Digest_AnyOtherMovement_IsAnother()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5)));
        var before = (await _inventory.ReadBookAsync()).Digest;
        var again = (await _inventory.ReadBookAsync()).Digest;
        await ApplyAsync(StockOperation.Sell(new OperationId("out"), Line(Mug, 1)));
        var after = (await _inventory.ReadBookAsync()).Digest;

        Assert.Equal(before, again);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task OperationAudit_WhatWasAnswered_StandsOnceAndWhole()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5), Line(Mug, 1)));
        var (asked, book) = await AskAsync(
            StockOperation.Sell(new OperationId("out"), Line(Mug, 4)),
            StockOperation.Sell(new OperationId("too many"), Line(Mug, 40)));

        var audit = new OperationAudit(asked, book);
        var (repeats, otherwise) = await audit.RepeatAsync(_inventory.Stock, CancellationToken.None);

        Assert.Equal((1, 1), audit.Counts);
        Assert.Equal((0, 0), (audit.NotOnce().Count, audit.NotWhole().Count));
        Assert.Equal((1, 0), (repeats, otherwise.Count));
    }

    [Fact]
    public async Task OperationAudit_AppliedTwice_IsFound()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5)));
        var (_, book) = await AskAsync(StockOperation.Sell(new OperationId("out"), Line(Mug, 4)));

        // The caller asked for two units, and four are gone.
        var asked = new Asked(StockOperation.Sell(new OperationId("out"), Line(Mug, 2)), OutcomeStatus.Applied, IsRepeat: false);

        Assert.Equal(["out: MUG moved by -4 instead of -2"], new OperationAudit([asked], book).NotOnce().First);
    }

    [Fact]
    public async Task OperationAudit_LineMissing_IsFound()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5)));
        var (_, book) = await AskAsync(StockOperation.Sell(new OperationId("out"), Line(Mug, 4)));
        var asked = new Asked(StockOperation.Sell(new OperationId("out"), Line(Mug, 4), Line(Tin, 1)), OutcomeStatus.Applied, IsRepeat: false);

        Assert.Equal(["out was applied; missing: TIN"], new OperationAudit([asked], book).NotWhole().First);
    }

    [Fact]
    public async Task OperationAudit_RefusedAndInTheLedger_IsFound()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5)));
        var (asked, book) = await AskAsync(StockOperation.Sell(new OperationId("out"), Line(Mug, 4)));
        var refused = asked[0] with { Status = OutcomeStatus.InsufficientStock };

        Assert.Equal(["out was refused (InsufficientStock) and stands in the ledger"], new OperationAudit([refused], book).NotWhole().First);
    }

    [Fact]
    public async Task OperationAudit_ForgottenOperation_IsFoundByAskingAgain()
    {
        await ApplyAsync(StockOperation.Receive(new OperationId("in"), Line(Mug, 5)));
        var asked = new Asked(StockOperation.Sell(new OperationId("never applied"), Line(Mug, 1)), OutcomeStatus.Applied, IsRepeat: false);

        var (_, otherwise) = await new OperationAudit([asked], await _inventory.ReadBookAsync()).RepeatAsync(_inventory.Stock, CancellationToken.None);

        Assert.Equal(["never applied asked again: never applied: Applied"], otherwise.First);
    }

    private async Task<(IReadOnlyList<Asked> Asked, LedgerBook Book)> AskAsync(params StockOperation[] operations)
    {
        var desk = new StockDesk(_inventory.Stock);
        foreach (var operation in operations)
        {
            await desk.AskAsync(operation, CancellationToken.None);
        }

        return (desk.Asked, await _inventory.ReadBookAsync());
    }

    private async Task ApplyAsync(StockOperation operation) => Assert.True((await _inventory.Stock.ApplyAsync(operation)).IsApplied);

    private static StockLine Line(Sku sku, long units) => new(sku, units, Warehouse.Location);
}
