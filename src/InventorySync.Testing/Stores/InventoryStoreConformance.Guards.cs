using InventorySync.Stock;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>The guards of levels: the condition holds at its limit, and fails one beyond it.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>The version guard, on levels that move and on levels that are only checked.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Commit_VersionExact_HoldsAtThatVersionAlone(long version, bool holds)
    {
        await ReceiveAsync(Tea, 5);
        await ReceiveAsync(Tea, 5);

        await AssertGuardAsync(batch => batch.Guard(Tea, versionExact: version), holds);
    }

    /// <summary>The headroom guard counts what is available: on hand less reserved.</summary>
    [Theory]
    [InlineData(6, true)]
    [InlineData(7, true)]
    [InlineData(8, false)]
    [InlineData(10, false)]
    public async Task Commit_AvailableMin_HoldsUpToAvailable(long availableMin, bool holds)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 10, reserved: 3));

        await AssertGuardAsync(batch => batch.Guard(Tea, availableMin: availableMin), holds);
    }

    /// <summary>Available may be below zero, and the guard with it: a backorder limit.</summary>
    [Theory]
    [InlineData(-4, true)]
    [InlineData(-3, true)]
    [InlineData(-2, false)]
    public async Task Commit_AvailableMinBelowZero_HoldsUpToAvailable(long availableMin, bool holds)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, reserved: 3));

        await AssertGuardAsync(batch => batch.Guard(Tea, availableMin: availableMin), holds);
    }

    /// <summary>The guard of what is physically there ignores what is reserved.</summary>
    [Theory]
    [InlineData(9, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public async Task Commit_OnHandMin_HoldsUpToOnHand(long onHandMin, bool holds)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 10, reserved: 30));

        await AssertGuardAsync(batch => batch.Guard(Tea, onHandMin: onHandMin), holds);
    }

    /// <summary>All three have to hold.</summary>
    [Theory]
    [InlineData(1, 7, 10, true)]
    [InlineData(2, 7, 10, false)]
    [InlineData(1, 8, 10, false)]
    [InlineData(1, 7, 11, false)]
    public async Task Commit_SeveralConditions_HaveToHoldTogether(long version, long availableMin, long onHandMin, bool holds)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 10, reserved: 3));

        await AssertGuardAsync(batch => batch.Guard(Tea, version, availableMin, onHandMin), holds);
    }

    /// <summary>A missing level is judged as zeros at version 0.</summary>
    [Theory]
    [InlineData(0L, 0L, 0L, true)]
    [InlineData(null, 0L, 0L, true)]
    [InlineData(null, -1L, -1L, true)]
    [InlineData(1L, 0L, 0L, false)]
    [InlineData(null, 1L, 0L, false)]
    [InlineData(null, 0L, 1L, false)]
    public async Task Commit_GuardOfMissingLevel_SeesZeros(long? version, long availableMin, long onHandMin, bool holds) =>
        await AssertGuardAsync(batch => batch.Guard(Tea, version, availableMin, onHandMin), holds);

    /// <summary>Without a version, other processes may have moved the level: the difference lands on what is there.</summary>
    [Fact]
    public async Task Commit_NoVersion_AddsToWhatIsThere()
    {
        await ReceiveAsync(Tea, 10);
        await ReceiveAsync(Tea, 5);

        var after = await CommitAsync(Batch().Guard(Tea, availableMin: 3).Operation(NewOperation(), OperationKind.Sell).Move(Tea, onHand: -3));

        Assert.Equal([new Level(Tea.Sku, North, 12, 0, 3)], after);
        Assert.Equal(3, (await MovementsAsync())[^1].Version);
    }

    /// <summary>One guard that fails refuses the batch, whichever of its levels it is.</summary>
    [Theory]
    [InlineData("AAA")]
    [InlineData("ZZZ")]
    public async Task Commit_OneGuardOfMany_RefusesAll(string sku)
    {
        await ReceiveAsync(Tea, 10);

        await AssertGuardFailsAsync(Batch()
            .Guard(new LevelKey(new Sku(sku), North), availableMin: 1)
            .Operation(NewOperation(), OperationKind.Sell)
            .Move(Tea, onHand: -1));

        Assert.Equal(new Level(Tea.Sku, North, 10, 0, 1), await LevelAsync(Tea));
        Assert.Single(await MovementsAsync());
    }

    private async Task AssertGuardAsync(Action<StoreBatch> guard, bool holds)
    {
        var before = await LevelAsync(Tea);
        var check = Batch();
        guard(check);
        var change = Batch().Operation(NewOperation()).Move(Tea, onHand: -1, reserved: 1).Move(Tea, onHand: 1);
        guard(change);
        if (holds)
        {
            Assert.Equal([before], await CommitAsync(check));
            Assert.Equal([before with { Reserved = before.Reserved + 1, Version = before.Version + 2 }], await CommitAsync(change));
            return;
        }

        await AssertGuardFailsAsync(check);
        await AssertGuardFailsAsync(change);
        Assert.Equal(before, await LevelAsync(Tea));
    }
}
