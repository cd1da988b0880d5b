using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>The verifier's corrections.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A correction sets the level and is a movement like any other.</summary>
    [Fact]
    public async Task Correct_LevelAsSeen_SetsItAndRecordsTheMovement()
    {
        await ReceiveAsync(Tea, 10);
        var correction = Correction(Tea, version: 2, onHandDelta: -3, onHand: 7, reserved: 4);

        Assert.True(await Ledger.CorrectAsync(new Level(Tea.Sku, North, 10, 0, 1), correction));

        Assert.Equal(new Level(Tea.Sku, North, 7, 4, 2), await LevelAsync(Tea));
        Assert.Equal(correction, (await MovementsAsync())[^1]);
        var recorded = await OperationAsync(correction.Operation);
        Assert.NotNull(recorded);
        Assert.Equal(OperationKind.Correct, recorded.Record.Kind);
        Assert.Equal(OutcomeStatus.Applied, recorded.Record.Status);
        Assert.Equal([correction], recorded.Movements);
        await ReopenAsync();
        Assert.Equal(new Level(Tea.Sku, North, 7, 4, 2), await LevelAsync(Tea));
    }

    /// <summary>A level without a row can be corrected too.</summary>
    [Fact]
    public async Task Correct_MissingLevel_MakesIt()
    {
        Assert.True(await Ledger.CorrectAsync(new Level(Tea.Sku, North, 0, 0, 0), Correction(Tea, version: 1, onHandDelta: 7, onHand: 7, reserved: 0)));

        Assert.Equal(new Level(Tea.Sku, North, 7, 0, 1), await LevelAsync(Tea));
    }

    /// <summary>Every field of the level as seen counts.</summary>
    [Theory]
    [InlineData(11, 2, 1)]
    [InlineData(10, 3, 1)]
    [InlineData(10, 2, 2)]
    [InlineData(0, 0, 0)]
    public async Task Correct_LevelOtherThanSeen_IsRefused(long onHand, long reserved, long version)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 10, reserved: 2));

        Assert.False(await Ledger.CorrectAsync(
            new Level(Tea.Sku, North, onHand, reserved, version), Correction(Tea, version: 9, onHandDelta: 1, onHand: 1, reserved: 0)));

        Assert.Equal(new Level(Tea.Sku, North, 10, 2, 1), await LevelAsync(Tea));
        Assert.Single(await MovementsAsync());
    }

    /// <summary>A correction is idempotent by its operation's id.</summary>
    [Fact]
    public async Task Correct_Again_IsRefused()
    {
        var correction = Correction(Tea, version: 1, onHandDelta: 0, onHand: 0, reserved: 0);
        await Ledger.CorrectAsync(new Level(Tea.Sku, North, 0, 0, 0), correction);

        Assert.False(await Ledger.CorrectAsync(await LevelAsync(Tea), correction with { Version = 2 }));

        Assert.Equal(1, (await LevelAsync(Tea)).Version);
        Assert.Equal(CommitStatus.Duplicates, (await Ledger.CommitAsync(Batch().Operation(correction.Operation).Build())).Status);
    }

    /// <summary>A place in a level's history is taken once (I6).</summary>
    [Fact]
    public async Task Correct_VersionTaken_ThrowsAndWritesNothing()
    {
        await ReceiveAsync(Tea, 10);
        var correction = Correction(Tea, version: 1, onHandDelta: -3, onHand: 7, reserved: 0);

        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.CorrectAsync(new Level(Tea.Sku, North, 10, 0, 1), correction));

        Assert.Equal(new Level(Tea.Sku, North, 10, 0, 1), await LevelAsync(Tea));
        Assert.Null(await OperationAsync(correction.Operation));
    }

    private Movement Correction(LevelKey key, long version, long onHandDelta, long onHand, long reserved) => new()
    {
        Sku = key.Sku,
        Location = key.Location,
        Version = version,
        Operation = NewOperation(),
        Kind = OperationKind.Correct,
        OnHandDelta = onHandDelta,
        ReservedDelta = reserved,
        OnHand = onHand,
        Reserved = reserved,
        OccurredAt = Noon,
        RecordedAt = Noon.AddMinutes(1),
        Reason = "verifier: levels and movements differ",
    };
}
