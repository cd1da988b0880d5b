using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Reading the history.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>Every condition of a query counts, and all together.</summary>
    [Fact]
    public async Task ReadMovements_Query_GivesThoseThatMeetEveryCondition()
    {
        OperationId first = NewOperation(), second = NewOperation();
        var hold = new ReservationId("r1");
        await CommitAsync(Batch(Noon).Operation(first).Move(TeaSouth, onHand: 1).Move(Tea, onHand: 2).Move(Mug, onHand: 3));
        await CommitAsync(Batch(Noon.AddHours(1)).Operation(second, reservation: hold).Move(Tea, onHand: 4).Move(Mug, onHand: 5));
        await CommitAsync(Batch(Noon.AddHours(2)).Operation(NewOperation(), reservation: new ReservationId("r2")).Move(Tea, onHand: 6));

        await AssertFoundAsync(new MovementQuery(), 3, 5, 2, 4, 6, 1);
        await AssertFoundAsync(new MovementQuery { Sku = Tea.Sku }, 2, 4, 6, 1);
        await AssertFoundAsync(new MovementQuery { Location = South }, 1);
        await AssertFoundAsync(new MovementQuery { Sku = Tea.Sku, Location = North }, 2, 4, 6);
        await AssertFoundAsync(new MovementQuery { Operation = first }, 3, 2, 1);
        await AssertFoundAsync(new MovementQuery { Operation = second, Sku = Mug.Sku }, 5);
        await AssertFoundAsync(new MovementQuery { Operation = second, Location = South });
        await AssertFoundAsync(new MovementQuery { Operation = first, RecordedFrom = Noon.AddHours(1) });
        await AssertFoundAsync(new MovementQuery { Operation = second, Reservation = hold, RecordedBefore = Noon.AddHours(2) }, 5, 4);
        await AssertFoundAsync(new MovementQuery { Operation = first, Reservation = hold });
        await AssertFoundAsync(new MovementQuery { Reservation = hold }, 5, 4);
        await AssertFoundAsync(new MovementQuery { Reservation = hold, Sku = Tea.Sku }, 4);
        await AssertFoundAsync(new MovementQuery { RecordedFrom = Noon.AddHours(1) }, 5, 4, 6);
        await AssertFoundAsync(new MovementQuery { RecordedBefore = Noon.AddHours(1) }, 3, 2, 1);
        await AssertFoundAsync(new MovementQuery { RecordedFrom = Noon.AddHours(1), RecordedBefore = Noon.AddHours(2) }, 5, 4);
        await AssertFoundAsync(new MovementQuery { Sku = new Sku("NONE") });
        await AssertFoundAsync(new MovementQuery { Operation = new OperationId("none") });
        await AssertFoundAsync(new MovementQuery { Reservation = new ReservationId("none") });
    }

    /// <summary>A stream may be left before its end, and a commit made while one is open.</summary>
    [Fact]
    public async Task ReadMovements_CommitMeanwhile_NeitherWaitsNorBreaks()
    {
        for (var i = 0; i < 20; i++)
        {
            await ReceiveAsync(Tea, 1);
            await ReceiveAsync(Mug, 1);
        }

        var count = 0;
        await foreach (var movement in Ledger.ReadMovementsAsync(new MovementQuery()))
        {
            await ReceiveAsync(Tea, 1);
            Assert.Equal(movement.Version, movement.OnHand);
            if (++count == 30)
            {
                break;
            }
        }

        Assert.Equal(30, count);
        Assert.Equal(50, (await LevelAsync(Tea)).OnHand);
    }

    private async Task AssertFoundAsync(MovementQuery query, params long[] onHandDeltas) =>
        Assert.Equal(onHandDeltas, (await MovementsAsync(query)).Select(movement => movement.OnHandDelta));
}
