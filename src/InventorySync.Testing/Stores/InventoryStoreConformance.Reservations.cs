using InventorySync.Reservations;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Reservations: versions, expiries, open units.</summary>
public abstract partial class InventoryStoreConformance
{
    /// <summary>A reservation comes back whole, its lines in their order.</summary>
    [Fact]
    public async Task Commit_Reservation_ComesBackWhole()
    {
        var made = Hold("r1") with
        {
            Owner = ReservationOwner.Transfer("t 7"),
            Channel = Market,
            ExpiresAt = Noon.AddMinutes(15),
            Pinned = true,
            Lines = [new(Tea.Sku, South, 3, 2), new(Mug.Sku, North, 1, 0), new(Tea.Sku, North, 9, 9)],
        };
        await CommitAsync(Batch().Write(made));

        AssertSame(made, await ReservationAsync(made.Id));
        AssertSame(made, Assert.Single(await ListAsync(Ledger.ReadOpenReservationsAsync())));
        await ReopenAsync();
        AssertSame(made, await ReservationAsync(made.Id));
    }

    /// <summary>Each change is written over the version it was decided on, and replaces the reservation whole.</summary>
    [Fact]
    public async Task Commit_ReservationChange_ReplacesItWhole()
    {
        await CommitAsync(Batch().Write(Hold("r1") with { ExpiresAt = Noon, Lines = [new(Tea.Sku, North, 3, 3), new(Mug.Sku, North, 1, 1)] }));
        var changed = Hold("r1", version: 2) with { Status = ReservationStatus.Fulfilled, Lines = [new(Mug.Sku, South, 5, 0)] };

        await CommitAsync(Batch().Write(changed));

        AssertSame(changed, await ReservationAsync(changed.Id));
        await AssertGuardFailsAsync(Batch().Write(changed));
        await AssertGuardFailsAsync(Batch().Write(Hold("r1")));
        await AssertGuardFailsAsync(Batch().Write(Hold("r2", version: 2)));
    }

    /// <summary>Open ones are those with units, by id.</summary>
    [Fact]
    public async Task ReadOpenReservations_Mixed_GivesThoseWithUnitsById()
    {
        await CommitAsync(Batch()
            .Write(Hold("b"))
            .Write(Hold("Ａ"))
            .Write(Hold("gone") with { Status = ReservationStatus.Released, Lines = [new(Tea.Sku, North, 3, 0)] })
            .Write(Hold("a") with { Lines = [new(Tea.Sku, North, 3, 0), new(Mug.Sku, North, 3, 1)] })
            .Write(Hold("😀")));

        var open = await ListAsync(Ledger.ReadOpenReservationsAsync());

        Assert.Equal(["a", "b", "Ａ", "😀"], open.Select(reservation => reservation.Id.Value));
        Assert.Equal(2, open[0].Lines.Count);
    }

    /// <summary>Due are those whose time is over, the oldest first, and not the pinned, the closed, the everlasting.</summary>
    [Fact]
    public async Task ReadDueReservations_Mixed_GivesThoseWhoseTimeIsOver()
    {
        await CommitAsync(Batch()
            .Write(Hold("later") with { ExpiresAt = Noon.AddSeconds(1) })
            .Write(Hold("b") with { ExpiresAt = Noon })
            .Write(Hold("a") with { ExpiresAt = Noon })
            .Write(Hold("old") with { ExpiresAt = Noon.AddHours(-1), Lines = [new(Tea.Sku, North, 3, 3), new(Mug.Sku, North, 1, 1)] })
            .Write(Hold("pinned") with { ExpiresAt = Noon.AddHours(-1), Pinned = true })
            .Write(Hold("expired") with { ExpiresAt = Noon.AddHours(-1), Status = ReservationStatus.Expired })
            .Write(Hold("everlasting")));

        Assert.Equal(["old", "a", "b"], (await Ledger.ReadDueReservationsAsync(Noon, 10)).Select(due => due.Id.Value));
        Assert.Equal(["old", "a"], (await Ledger.ReadDueReservationsAsync(Noon, 2)).Select(due => due.Id.Value));
        Assert.Equal(2, (await Ledger.ReadDueReservationsAsync(Noon, 1))[0].Lines.Count);
        Assert.Empty(await Ledger.ReadDueReservationsAsync(Noon.AddHours(-2), 10));
        Assert.Equal(Noon.AddHours(-1), await Ledger.ReadNextExpiryAsync());
    }

    /// <summary>The next expiry follows pinning, extending and closing.</summary>
    [Fact]
    public async Task ReadNextExpiry_AfterChanges_FollowsThem()
    {
        Assert.Null(await Ledger.ReadNextExpiryAsync());
        await CommitAsync(Batch().Write(Hold("r1") with { ExpiresAt = Noon }).Write(Hold("r2") with { ExpiresAt = Noon.AddMinutes(5) }));
        Assert.Equal(Noon, await Ledger.ReadNextExpiryAsync());

        await CommitAsync(Batch().Write(Hold("r1", version: 2) with { ExpiresAt = Noon, Pinned = true }));
        Assert.Equal(Noon.AddMinutes(5), await Ledger.ReadNextExpiryAsync());

        await CommitAsync(Batch().Write(Hold("r1", version: 3) with { ExpiresAt = Noon.AddMinutes(3) }));
        Assert.Equal(Noon.AddMinutes(3), await Ledger.ReadNextExpiryAsync());

        await CommitAsync(Batch()
            .Write(Hold("r1", version: 4) with { ExpiresAt = Noon.AddMinutes(3), Status = ReservationStatus.Expired })
            .Write(Hold("r2", version: 2)));
        Assert.Null(await Ledger.ReadNextExpiryAsync());
    }

    private static Reservation Hold(string id, long version = 1) => new()
    {
        Id = new ReservationId(id),
        Owner = ReservationOwner.Cart("cart-1"),
        Status = ReservationStatus.Open,
        Lines = [new ReservedLine(Tea.Sku, North, 2, 2)],
        CreatedAt = Noon,
        Version = version,
    };
}
