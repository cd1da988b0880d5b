using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Levels and their movements.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A level that nobody moved has no row and counts as zeros.</summary>
    [Fact]
    public async Task Load_NothingThere_IsEmpty()
    {
        var keys = new LedgerKeys();
        keys.Skus.Add(Tea.Sku);
        keys.Operations.Add(new OperationId("never"));
        keys.Reservations.Add(new("never"));
        keys.Orders.Add(new(Shop, "never"));

        var state = await Ledger.LoadAsync(keys);

        Assert.Empty(state.Levels);
        Assert.Empty(state.Operations);
        Assert.Empty(state.Reservations);
        Assert.Empty(state.Orders);
    }

    /// <summary>An empty question has an empty answer, and an empty batch is committed.</summary>
    [Fact]
    public async Task LoadAndCommit_Nothing_IsNothing()
    {
        Assert.Empty((await Ledger.LoadAsync(new LedgerKeys())).Levels);
        Assert.Empty(await CommitAsync(Batch()));
        Assert.Empty(await Ledger.ReadLevelsAsync([]));
        Assert.Empty(await MovementsAsync());
    }

    /// <summary>The first movement makes the level.</summary>
    [Fact]
    public async Task Commit_MissingLevel_IsMadeFromZeros()
    {
        var after = await CommitAsync(Batch().Operation(NewOperation(), OperationKind.Receive).Move(Tea, onHand: 10));

        Assert.Equal([new Level(Tea.Sku, Tea.Location, 10, 0, 1)], after);
        Assert.Equal(after, await Ledger.ReadLevelsAsync([Tea.Sku]));
    }

    /// <summary>A level that is only checked is not made by that.</summary>
    [Fact]
    public async Task Commit_CheckOfMissingLevel_HoldsAtZerosAndMakesNoRow()
    {
        var after = await CommitAsync(Batch().Guard(Tea, versionExact: 0, availableMin: 0, onHandMin: 0));

        Assert.Equal([new Level(Tea.Sku, Tea.Location, 0, 0, 0)], after);
        Assert.Empty(await Ledger.ReadLevelsAsync([Tea.Sku]));
    }

    /// <summary>The levels after the batch come index by index, checked ones included.</summary>
    [Fact]
    public async Task Commit_SeveralLevels_AnswersIndexByIndex()
    {
        await ReceiveAsync(Tea, 10);

        var after = await CommitAsync(Batch()
            .Guard(TeaSouth, versionExact: 0)
            .Guard(Tea, versionExact: 1)
            .Operation(NewOperation(), OperationKind.Receive)
            .Move(Mug, onHand: 3)
            .Move(Mug, onHand: 4, reserved: 1));

        Assert.Equal(
            [new Level(Mug.Sku, Mug.Location, 7, 1, 2), new Level(Tea.Sku, Tea.Location, 10, 0, 1), new Level(Tea.Sku, South, 0, 0, 0)],
            after);
    }

    /// <summary>I6: versions 1, 2, 3… without a gap, each movement with the level right after it, over batches and within one.</summary>
    [Fact]
    public async Task Commit_SeveralBatches_ChainsVersionsAndLevels()
    {
        await CommitAsync(Batch()
            .Operation(NewOperation(), OperationKind.Receive).Move(Tea, onHand: 10)
            .Operation(NewOperation(), OperationKind.Sell).Move(Tea, onHand: -2)
            .Operation(NewOperation(), OperationKind.Reserve).Move(Tea, reserved: 3).Move(Mug, reserved: 1));
        await CommitAsync(Batch()
            .Operation(NewOperation(), OperationKind.Fulfil).Move(Tea, onHand: -3, reserved: -3)
            .Operation(NewOperation(), OperationKind.Count).Move(Tea));

        var history = await MovementsAsync(new MovementQuery { Sku = Tea.Sku });

        Assert.Equal(
            [(1L, 10L, 0L, 10L, 0L), (2, -2, 0, 8, 0), (3, 0, 3, 8, 3), (4, -3, -3, 5, 0), (5, 0, 0, 5, 0)],
            history.Select(movement => (movement.Version, movement.OnHandDelta, movement.ReservedDelta, movement.OnHand, movement.Reserved)));
        Assert.Equal(new Level(Tea.Sku, North, 5, 0, 5), await LevelAsync(Tea));
        Assert.Equal(new Level(Mug.Sku, North, 0, 1, 1), await LevelAsync(Mug));
    }

    /// <summary>On hand and available may be below zero: facts are recorded.</summary>
    [Fact]
    public async Task Commit_BelowZero_IsKept()
    {
        await CommitAsync(Batch().Operation(NewOperation(), OperationKind.RecordSale).Move(Tea, onHand: -5, reserved: 2));

        Assert.Equal(new Level(Tea.Sku, North, -5, 2, 1), await LevelAsync(Tea));
    }

    /// <summary>Numbers as large as stock arithmetic allows come back whole.</summary>
    [Fact]
    public async Task Commit_LargeNumbers_AreKept()
    {
        const long Units = 4_000_000_000_000_000;
        await CommitAsync(Batch().Operation(NewOperation(), OperationKind.Receive).Move(Tea, onHand: Units, reserved: Units - 1));
        await CommitAsync(Batch().Guard(Tea, versionExact: 1, availableMin: 1).Operation(NewOperation()).Move(Tea, onHand: -1, reserved: 1));

        Assert.Equal(new Level(Tea.Sku, North, Units - 1, Units, 2), await LevelAsync(Tea));
    }

    /// <summary>Reading levels of several SKUs gives every location of each, in order; unknown SKUs are left out.</summary>
    [Fact]
    public async Task ReadLevels_SeveralSkus_AreOrderedBySkuAndLocation()
    {
        await ReceiveAsync(TeaSouth, 1);
        await ReceiveAsync(Tea, 2);
        await ReceiveAsync(Mug, 3);

        var levels = await Ledger.ReadLevelsAsync([Tea.Sku, new Sku("NONE"), Mug.Sku]);

        Assert.Equal([Mug, Tea, TeaSouth], levels.Select(level => level.Key));
        var keys = new LedgerKeys();
        keys.Skus.Add(Tea.Sku);
        Assert.Equal([Tea, TeaSouth], (await Ledger.LoadAsync(keys)).Levels.Select(level => level.Key).Order());
    }

    /// <summary>Every store sorts as the ids compare, or two sorted streams could not be walked side by side.</summary>
    [Fact]
    public async Task ReadAll_AnySkus_AreOrderedAsIdsCompare()
    {
        string[] skus = ["b", "B", "a", "ab", "a b", "ä", "Ａ", "😀", "z", "10", "9", "a-b"];
        var batch = Batch().Operation(NewOperation(), OperationKind.Receive);
        foreach (var sku in skus)
        {
            batch.Move(new LevelKey(new Sku(sku), South), onHand: 1).Move(new LevelKey(new Sku(sku), North), onHand: 1);
        }

        await CommitAsync(batch);

        var expected = skus.SelectMany(sku => new[] { new LevelKey(new Sku(sku), North), new LevelKey(new Sku(sku), South) }).Order().ToArray();
        Assert.Equal(expected, (await ListAsync(Ledger.ReadAllLevelsAsync())).Select(level => level.Key));
        Assert.Equal(expected, (await MovementsAsync()).Select(movement => new LevelKey(movement.Sku, movement.Location)));
        Assert.Equal(
            expected.Where(key => key.Location == North).Select(key => key.Sku),
            (await Ledger.ReadLevelsAsync([.. skus.Select(sku => new Sku(sku))])).Where(level => level.Location == North).Select(level => level.Sku));
    }

    /// <summary>Ids differ by case and accents, and keep every character.</summary>
    [Fact]
    public async Task Commit_SkusThatLookAlike_AreDifferentLevels()
    {
        Sku[] skus = [new("tea"), new("TEA"), new("té'a\"%_"), new("te\u0301'a\"%_")];
        foreach (var sku in skus)
        {
            await ReceiveAsync(new LevelKey(sku, North), 1);
        }

        var levels = await ListAsync(Ledger.ReadAllLevelsAsync());

        Assert.Equal(skus.Order(), levels.Select(level => level.Sku));
        Assert.All(levels, level => Assert.Equal(1, level.OnHand));
    }

    /// <summary>More keys than fit into one statement's parameters are no problem.</summary>
    [Fact]
    public async Task LoadAndCommit_ThousandsOfLevels_Works()
    {
        const int Count = 3_000;
        var batch = Batch();
        var keys = new LedgerKeys();
        for (var i = 0; i < Count; i++)
        {
            var key = new LevelKey(new Sku($"SKU-{i:D5}"), North);
            var operation = NewOperation();
            batch.Operation(operation, OperationKind.Receive).Move(key, onHand: i);
            keys.Skus.Add(key.Sku);
            keys.Operations.Add(operation);
        }

        await CommitAsync(batch);

        var state = await Ledger.LoadAsync(keys);
        Assert.Equal(Count, state.Levels.Count);
        Assert.Equal(Enumerable.Range(0, Count).Select(i => (long)i), state.Levels.OrderBy(level => level.Sku).Select(level => level.OnHand));
        Assert.Equal(keys.Operations.ToHashSet(), state.Operations.Select(operation => operation.Record.Id).ToHashSet());
        Assert.Equal(Count, (await Ledger.ReadLevelsAsync(keys.Skus)).Count);
    }

    /// <summary>I4: what was committed is there after the store was closed and opened again.</summary>
    [Fact]
    public async Task Reopen_AfterCommits_FindsEverything()
    {
        var operation = NewOperation();
        await CommitAsync(Batch().Operation(operation, OperationKind.Receive).Move(Tea, onHand: 10));
        await ReopenAsync();

        Assert.Equal(new Level(Tea.Sku, North, 10, 0, 1), await LevelAsync(Tea));
        Assert.Equal(operation, Assert.Single(await MovementsAsync()).Operation);
        var again = await Ledger.CommitAsync(Batch().Operation(operation, OperationKind.Receive).Move(Tea, onHand: 10).Build());
        Assert.Equal([operation], again.Duplicates);
    }

    /// <summary>Initializing again changes nothing.</summary>
    [Fact]
    public async Task Initialize_Again_ChangesNothing()
    {
        await ReceiveAsync(Tea, 10);

        await Store.InitializeAsync();

        Assert.Equal(10, (await LevelAsync(Tea)).OnHand);
    }
}
