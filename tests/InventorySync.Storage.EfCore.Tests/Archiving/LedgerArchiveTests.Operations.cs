using InventorySync.Stock;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore.Archiving;

/// <content>I3: archived operations stay applied; and sales beside the archiving.</content>
public abstract partial class LedgerArchiveTests
{
    [Fact]
    public async Task Apply_ArchivedIdAgain_IsARepeatWithItsFirstOutcome()
    {
        await FillAsync();
        var before = await OutcomesAsync(new OperationId("sale 3"), Uuid);
        await ArchiveAsync(March);

        var after = await OutcomesAsync(new OperationId("sale 3"), Uuid);

        Assert.Equal(2, after.Count);
        Assert.All(after, outcome => Assert.True(outcome.IsRepeat));
        Assert.Equal(before.Select(outcome => outcome.Lines), after.Select(outcome => outcome.Lines));
        Assert.All(after, outcome => Assert.NotEmpty(outcome.Lines));
        AssertSound(await VerifyAsync(archived: false), null);
    }

    [Fact]
    public async Task Commit_ArchivedIds_AreDuplicatesAppliedOrRefused()
    {
        await FillAsync();
        await ArchiveAsync(March);
        OperationId[] archived = [new("empty"), new("sale 3"), Uuid];

        await using var other = (IAsyncDisposable)Open();
        await ((IInventoryStore)other).InitializeAsync();
        foreach (var store in (IInventoryStore[])[_store, (IInventoryStore)other])
        {
            var batch = new StoreBatch(_time.GetUtcNow()).Operation(new OperationId("fresh")).Move(Cup, onHand: 1);
            Array.ForEach(archived, id => batch.Operation(id).Move(Cup, onHand: 1));
            Assert.Equal(archived.Order(ById), (await store.Ledger.CommitAsync(batch.Build())).Duplicates.Order(ById));

            var refused = new StoreBatch(_time.GetUtcNow());
            Array.ForEach(archived, id => refused.Refused(id));
            Assert.Equal(archived.Order(ById), (await store.Ledger.CommitAsync(refused.Build())).Duplicates.Order(ById));
        }
    }

    [Fact]
    public async Task Apply_IdDroppedFromTheArchive_IsStillARepeat()
    {
        await FillAsync();
        await ArchiveAsync(March);
        await DropJanuaryAsync();

        var outcomes = await OutcomesAsync(new OperationId("sale 3"), Uuid);

        Assert.All(outcomes, outcome => Assert.True(outcome is { IsRepeat: true, IsApplied: true, Lines.Count: 0 }));
        AssertSound(await VerifyAsync(archived: false), null);
        AssertSound(await VerifyAsync(archived: true), null);
        Assert.Equal(February, (await MovementsAsync(archived: true)).Min(movement => movement.RecordedAt));
    }

    [Fact]
    public async Task Apply_WhileArchiving_GoesOn()
    {
        await FillAsync();
        await using var controller = await ControllerUnderTest.StartAsync(Open());
        var archive = ((ILedgerArchiveSource)_store).CreateArchive(_time, rowsPerStep: 4);
        var archiving = Task.Run(() => archive.ArchiveAsync(March));
        var sales = 0;
        do
        {
            var outcome = await controller.ApplyAsync(StockOperation.Sell(new OperationId($"now {++sales}"), new StockLine(Cup.Sku, 1, Cup.Location)));
            Assert.True(outcome.IsApplied);
        }
        while (!archiving.IsCompleted && sales < 200);

        await archiving;
        AssertSound(await VerifyAsync(archived: false), null);
        AssertSound(await VerifyAsync(archived: true), null);
    }
}
