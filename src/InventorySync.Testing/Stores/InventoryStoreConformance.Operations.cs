using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>I3: an operation id is applied at most once, for ever.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A repeat is told as such, whatever form the id has, and writes nothing.</summary>
    [Theory]
    [InlineData("receipt 17")]
    [InlineData("0197a2b4-0000-7000-8000-0123456789ab")]
    [InlineData("0197A2B4-0000-7000-8000-0123456789AB")]
    [InlineData("å😀")]
    public async Task Commit_OperationAgain_IsDuplicate(string id)
    {
        var operation = new OperationId(id);
        await CommitAsync(Batch().Operation(operation, OperationKind.Receive).Move(Tea, onHand: 10));

        var result = await Ledger.CommitAsync(Batch().Operation(operation, OperationKind.Receive).Move(Tea, onHand: 10).Build());

        Assert.Equal(CommitStatus.Duplicates, result.Status);
        Assert.Equal([operation], result.Duplicates);
        Assert.Empty(result.LevelsAfter);
        Assert.Equal(new Level(Tea.Sku, North, 10, 0, 1), await LevelAsync(Tea));
    }

    /// <summary>Ids that differ in one character are different operations.</summary>
    [Fact]
    public async Task Commit_IdsThatLookAlike_AreDifferentOperations()
    {
        string[] ids = ["a", "A", "a ь", "a b", "0197a2b4-0000-7000-8000-0123456789ab", "0197A2B4-0000-7000-8000-0123456789ab"];
        foreach (var id in ids)
        {
            await CommitAsync(Batch().Operation(new OperationId(id), OperationKind.Receive).Move(Tea, onHand: 1));
        }

        Assert.Equal(ids.Length, (await LevelAsync(Tea)).OnHand);
    }

    /// <summary>All duplicates are named, and those alone; the rest of the batch is not written.</summary>
    [Fact]
    public async Task Commit_SomeDuplicates_NamesThemAllAndWritesNothing()
    {
        OperationId[] ids = [NewOperation(), NewOperation(), NewOperation(), NewOperation()];
        await CommitAsync(Batch().Operation(ids[1]).Move(Tea, onHand: 1).Operation(ids[3]).Move(Tea, onHand: 1));

        var batch = Batch();
        foreach (var id in ids)
        {
            batch.Operation(id).Move(Tea, onHand: 1);
        }

        var result = await Ledger.CommitAsync(batch.Build());

        Assert.Equal([ids[1], ids[3]], result.Duplicates);
        Assert.Equal(2, (await LevelAsync(Tea)).OnHand);
        Assert.Null(await OperationAsync(ids[0]));
    }

    /// <summary>Where both apply, duplicates are reported rather than a guard.</summary>
    [Fact]
    public async Task Commit_DuplicateAndGuard_ReportsDuplicate()
    {
        var operation = NewOperation();
        await CommitAsync(Batch().Operation(operation).Move(Tea, onHand: 1));

        var result = await Ledger.CommitAsync(Batch().Guard(Tea, versionExact: 99).Operation(operation).Move(Tea, onHand: 1).Build());

        Assert.Equal([operation], result.Duplicates);
    }

    /// <summary>An operation that moved nothing is remembered too.</summary>
    [Fact]
    public async Task Commit_OperationWithoutMovement_IsRemembered()
    {
        var operation = NewOperation();
        await CommitAsync(Batch().Operation(operation, OperationKind.Pin, reservation: new ReservationId("r1"), detail: "{\"a\":1}"));

        var result = await Ledger.CommitAsync(Batch().Operation(operation).Move(Tea, onHand: 1).Build());

        Assert.Equal([operation], result.Duplicates);
        var recorded = await OperationAsync(operation);
        Assert.NotNull(recorded);
        Assert.Empty(recorded.Movements);
        Assert.Equal(OperationKind.Pin, recorded.Record.Kind);
        Assert.Equal(new ReservationId("r1"), recorded.Record.Reservation);
        Assert.Equal("{\"a\":1}", recorded.Record.Detail);
        Assert.Empty(await MovementsAsync());
        Assert.Empty(await MovementsAsync(new MovementQuery { Operation = operation }));
    }

    /// <summary>A batch that was refused leaves no operation behind: it may be asked again.</summary>
    [Fact]
    public async Task Commit_AfterGuardFailed_TakesTheSameOperation()
    {
        var operation = NewOperation();
        await AssertGuardFailsAsync(Batch().Guard(Tea, availableMin: 1).Operation(operation).Move(Tea, onHand: -1));

        Assert.Null(await OperationAsync(operation));
        await ReceiveAsync(Tea, 1);
        await CommitAsync(Batch().Guard(Tea, availableMin: 1).Operation(operation).Move(Tea, onHand: -1));
    }

    /// <summary>A refused operation that was applied before is a duplicate; one that was not is not remembered.</summary>
    [Fact]
    public async Task Commit_RefusedOperation_IsLookedUpAndNotRemembered()
    {
        OperationId applied = NewOperation(), other = NewOperation(), refused = NewOperation();
        await CommitAsync(Batch().Operation(applied).Move(Tea, onHand: 1));

        var repeat = await Ledger.CommitAsync(Batch().Refused(refused).Refused(applied).Guard(Tea, versionExact: 1).Build());
        Assert.Equal([applied], repeat.Duplicates);
        var both = await Ledger.CommitAsync(Batch().Refused(applied).Operation(other).Move(Tea, onHand: 1).Build());
        Assert.Equal([applied], both.Duplicates);

        await CommitAsync(Batch().Refused(refused).Guard(Tea, versionExact: 1));
        Assert.Null(await OperationAsync(refused));
        await CommitAsync(Batch().Operation(refused).Move(Tea, onHand: 1));
        Assert.Null(await OperationAsync(other));
    }

    /// <summary>An id that is refused and then applied in one batch was not applied before.</summary>
    [Fact]
    public async Task Commit_RefusedAndAppliedInOneBatch_IsCommitted()
    {
        var operation = NewOperation();

        await CommitAsync(Batch().Refused(operation).Operation(operation).Move(Tea, onHand: 1));

        Assert.Equal(1, (await LevelAsync(Tea)).OnHand);
    }

    /// <summary>An id that belongs to two operations of one batch is a bug of the caller, and nothing is written.</summary>
    [Fact]
    public async Task Commit_SameIdTwiceInOneBatch_Throws()
    {
        var operation = NewOperation();
        var batch = Batch().Operation(operation).Move(Tea, onHand: 1).Operation(operation).Move(Tea, onHand: 1).Build();

        await Assert.ThrowsAsync<ArgumentException>(() => Ledger.CommitAsync(batch));

        Assert.Empty(await MovementsAsync());
        await CommitAsync(Batch().Operation(operation).Move(Tea, onHand: 1));
    }

    /// <summary>What was written of an operation comes back whole, with its movements in the order in which it made them.</summary>
    [Fact]
    public async Task Load_Operation_ComesBackWhole()
    {
        OperationId first = NewOperation(), second = NewOperation();
        await CommitAsync(Batch(Noon.AddHours(1))
            .Operation(first, OperationKind.RecordOrder, OutcomeStatus.Shortfall, Noon, Market, new ReservationId("order:1"), "because", "{}")
            .Move(TeaSouth, onHand: 1).Move(Mug, reserved: 2).Move(TeaSouth, onHand: 3)
            .Operation(second).Move(Mug, onHand: 1));

        var recorded = await OperationAsync(first);

        Assert.NotNull(recorded);
        Assert.Equal(
            new OperationRecord
            {
                Id = first,
                Kind = OperationKind.RecordOrder,
                Status = OutcomeStatus.Shortfall,
                OccurredAt = Noon,
                Channel = Market,
                Reservation = new ReservationId("order:1"),
                Reason = "because",
                Detail = "{}",
                MovementCount = 3,
            },
            recorded.Record);
        Assert.Equal([(TeaSouth, 1L), (Mug, 1), (TeaSouth, 2)], recorded.Movements.Select(move => (new LevelKey(move.Sku, move.Location), move.Version)));
        var movement = recorded.Movements[1];
        Assert.Equal(
            new Movement
            {
                Sku = Mug.Sku,
                Location = North,
                Version = 1,
                Operation = first,
                Kind = OperationKind.RecordOrder,
                OnHandDelta = 0,
                ReservedDelta = 2,
                OnHand = 0,
                Reserved = 2,
                OccurredAt = Noon,
                RecordedAt = Noon.AddHours(1),
                Channel = Market,
                Reservation = new ReservationId("order:1"),
                Reason = "because",
            },
            movement);
        Assert.Null((await OperationAsync(second))!.Movements[0].Channel);
        Assert.True((await OperationAsync(second))!.Record.Channel.IsDefault);
    }

    /// <summary>Times come back in UTC: the moment counts, not the offset in which it was written.</summary>
    [Fact]
    public async Task Load_TimesWithOffset_ComeBackInUtc()
    {
        var local = new DateTimeOffset(2026, 2, 28, 23, 30, 0, 123, 456, TimeSpan.FromHours(-6));
        var operation = NewOperation();
        await CommitAsync(Batch(local).Operation(operation, occurredAt: local).Move(Tea, onHand: 1));

        var movement = (await OperationAsync(operation))!.Movements[0];

        Assert.Equal(local, movement.OccurredAt);
        Assert.Equal(TimeSpan.Zero, movement.OccurredAt.Offset);
        Assert.Equal(local, movement.RecordedAt);
        Assert.Equal(TimeSpan.Zero, movement.RecordedAt.Offset);
    }
}
