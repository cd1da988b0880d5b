using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>I5: all of a batch, or nothing of it, whatever refuses it.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A level's guard, the last of the levels.</summary>
    [Fact]
    public Task Commit_LevelGuardFails_WritesNothing() =>
        AssertNothingWrittenAsync((_, batch) => batch.Guard(new LevelKey(new Sku("ZZZ"), South), onHandMin: 1), CommitStatus.GuardFailed);

    /// <summary>A reservation's version.</summary>
    [Fact]
    public Task Commit_ReservationGuardFails_WritesNothing() =>
        AssertNothingWrittenAsync((_, batch) => batch.Write(Hold("r-stale", version: 7)), CommitStatus.GuardFailed);

    /// <summary>A reservation that is to be made and is there.</summary>
    [Fact]
    public Task Commit_ReservationExists_WritesNothing() =>
        AssertNothingWrittenAsync((_, batch) => batch.Write(Hold("r-known")), CommitStatus.GuardFailed);

    /// <summary>An order's version.</summary>
    [Fact]
    public Task Commit_OrderGuardFails_WritesNothing() =>
        AssertNothingWrittenAsync((_, batch) => batch.Write(Order("o-stale", version: 7)), CommitStatus.GuardFailed);

    /// <summary>A repeat.</summary>
    [Fact]
    public Task Commit_Duplicate_WritesNothing() =>
        AssertNothingWrittenAsync((known, batch) => batch.Operation(known).Move(Mug, onHand: 1), CommitStatus.Duplicates);

    /// <summary>A repeat of something that is refused this time.</summary>
    [Fact]
    public Task Commit_RefusedDuplicate_WritesNothing() =>
        AssertNothingWrittenAsync((known, batch) => batch.Refused(known), CommitStatus.Duplicates);

    private async Task AssertNothingWrittenAsync(Func<OperationId, StoreBatch, StoreBatch> spoil, CommitStatus expected)
    {
        var known = NewOperation();
        await CommitAsync(Batch().Operation(known).Move(Tea, onHand: 5).Write(Hold("r-known")).Write(Order("o-known")));
        var fresh = NewOperation();
        var batch = Batch()
            .Operation(fresh).Move(Tea, onHand: 1).Move(TeaSouth, reserved: 1)
            .Write(Hold("r-new"))
            .Write(Order("o-new"))
            .Raise(Uncovered(NewUuid(), fresh));

        var result = await Ledger.CommitAsync(spoil(known, batch).Build());

        Assert.Equal(expected, result.Status);
        Assert.Equal([new Level(Tea.Sku, North, 5, 0, 1)], await ListAsync(Ledger.ReadAllLevelsAsync()));
        Assert.Single(await MovementsAsync());
        Assert.Null(await OperationAsync(fresh));
        Assert.Null(await ReservationAsync(new ReservationId("r-new")));
        AssertSame(Hold("r-known"), await ReservationAsync(new ReservationId("r-known")));
        Assert.Null(await OrderAsync("o-new"));
        Assert.Equal(1, (await OrderAsync("o-known"))!.Version);
        Assert.Empty(await ListAsync(Ledger.ReadIncidentsAsync()));
        await ReopenAsync();
        Assert.Equal([new Level(Tea.Sku, North, 5, 0, 1)], await ListAsync(Ledger.ReadAllLevelsAsync()));
    }
}
