using InventorySync.Alerts;
using InventorySync.Broadcast;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Storage.Queries;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>Pages of what people ask for.</summary>
public abstract partial class InventoryStoreConformance
{
    private IInventoryQueries Queries => Store.Queries;

    /// <summary>Levels come by SKU and location, whatever the size of the page; filters combine.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task QueryLevels_PageByPage_GivesEachOnceInOrder(int size)
    {
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 5).Move(TeaSouth, onHand: 2, reserved: 2).Move(Mug, onHand: 9)
            .Move(new LevelKey(new Sku("a"), South), onHand: -1));

        Assert.Equal(["MUG@north", "TEA@north", "TEA@south", "a@south"], await AllAsync(new LevelFilter(), size));
        Assert.Equal(["TEA@north", "TEA@south"], await AllAsync(new LevelFilter { Sku = Tea.Sku }, size));
        Assert.Equal(["TEA@south", "a@south"], await AllAsync(new LevelFilter { Location = South }, size));
        Assert.Equal(["TEA@south", "a@south"], await AllAsync(new LevelFilter { AvailableMax = 0 }, size));
        Assert.Equal(["TEA@south"], await AllAsync(new LevelFilter { AvailableMax = 4, Sku = Tea.Sku }, size));
        Assert.Empty(await AllAsync(new LevelFilter { Sku = new Sku("NONE") }, size));

        async Task<IEnumerable<string>> AllAsync(LevelFilter filter, int count) =>
            (await PagesAsync<Level, Level?>(after => Queries.ReadLevelsAsync(filter, count, after), level => level, count))
            .Select(level => $"{level.Sku}@{level.Location}");
    }

    /// <summary>The history comes newest first, whole and once, by any condition.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task QueryMovements_PageByPage_GivesEachOnceNewestFirst(int size)
    {
        var (both, order) = (NewOperation(), new ReservationId("r1"));
        await CommitAsync(Batch().Operation(NewOperation()).Move(Tea, onHand: 5).Operation(both, reservation: order).Move(Mug, onHand: 1).Move(Tea, onHand: 1));
        await CommitAsync(Batch(Noon.AddHours(1)).Operation(NewOperation()).Move(Tea, onHand: 2).Operation(NewOperation(), reservation: order).Move(TeaSouth, onHand: 7));
        await CommitAsync(Batch(Noon.AddHours(2)).Operation(NewOperation()).Move(Mug, onHand: 3).Move(TeaSouth, onHand: 1));

        string[] all = ["MUG@north 2", "TEA@south 2", "TEA@north 3", "TEA@south 1", "MUG@north 1", "TEA@north 2", "TEA@north 1"];
        Assert.Equal(all, await AllAsync(new MovementQuery(), size));
        Assert.Equal(["TEA@north 3", "TEA@north 2", "TEA@north 1"], await AllAsync(new MovementQuery { Sku = Tea.Sku, Location = North }, size));
        Assert.Equal(all.Where(text => text.StartsWith("TEA", StringComparison.Ordinal)), await AllAsync(new MovementQuery { Sku = Tea.Sku }, size));
        Assert.Equal(["MUG@north 1", "TEA@north 2"], await AllAsync(new MovementQuery { Operation = both }, size));
        Assert.Equal(["TEA@south 1", "MUG@north 1", "TEA@north 2"], await AllAsync(new MovementQuery { Reservation = order }, size));
        Assert.Equal(
            ["TEA@north 3", "TEA@south 1"], await AllAsync(new MovementQuery { RecordedFrom = Noon.AddHours(1), RecordedBefore = Noon.AddHours(2) }, size));
        Assert.Empty(await AllAsync(new MovementQuery { Operation = NewOperation() }, size));

        async Task<IEnumerable<string>> AllAsync(MovementQuery query, int count) =>
            (await PagesAsync<Movement, Movement?>(after => Queries.ReadMovementsAsync(query, count, after), movement => movement, count))
            .Select(movement => $"{movement.Sku}@{movement.Location} {movement.Version}");
    }

    /// <summary>Reservations are found by their owner, closed ones too, with their lines.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task QueryReservations_PageByPage_GivesEachOnceById(int size)
    {
        await CommitAsync(Batch()
            .Write(Hold("r3"))
            .Write(Hold("r1") with { Status = ReservationStatus.Released, Lines = [new ReservedLine(Tea.Sku, North, 2, 0)] })
            .Write(OrderHold("r2")));

        Assert.Equal(["r1", "r2", "r3"], await AllAsync(new ReservationFilter(), size));
        Assert.Equal(["r1", "r3"], await AllAsync(new ReservationFilter { Owner = ReservationOwner.Cart("cart-1") }, size));
        Assert.Equal(["r3"], await AllAsync(new ReservationFilter { Owner = ReservationOwner.Cart("cart-1"), Status = ReservationStatus.Open }, size));
        Assert.Empty(await AllAsync(new ReservationFilter { Owner = ReservationOwner.Order("cart-1") }, size));
        Assert.Equal(Hold("r3").Lines, (await Queries.ReadReservationsAsync(new ReservationFilter(), 3))[2].Lines);

        async Task<IEnumerable<string>> AllAsync(ReservationFilter filter, int count) =>
            (await PagesAsync<Reservation, Reservation?>(after => Queries.ReadReservationsAsync(filter, count, after), found => found, count))
            .Select(reservation => reservation.Id.Value);
    }

    /// <summary>Listings are found by channel and state.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task QueryListings_PageByPage_GivesEachOnceByChannelAndSku(int size)
    {
        await Store.Listings.SaveAsync(
        [
            Listed(Shop, "b"), Listed(Market, "b") with { Status = ListingStatus.Held }, Listed(Shop, "a") with { FailedAttempts = 2 },
            Listed(Market, "a") with { Status = ListingStatus.Held, FailedAttempts = 1 },
        ]);

        Assert.Equal(["market a", "market b", "shop a", "shop b"], await AllAsync(new ListingFilter(), size));
        Assert.Equal(["shop a", "shop b"], await AllAsync(new ListingFilter { Channel = Shop }, size));
        Assert.Equal(["market a", "market b"], await AllAsync(new ListingFilter { Status = ListingStatus.Held }, size));
        Assert.Equal(["market a", "shop a"], await AllAsync(new ListingFilter { FailedAttemptsMin = 1 }, size));

        async Task<IEnumerable<string>> AllAsync(ListingFilter filter, int count) =>
            (await PagesAsync<Listing, Listing?>(after => Queries.ReadListingsAsync(filter, count, after), listing => listing, count))
            .Select(listing => $"{listing.Channel} {listing.Sku}");
    }

    /// <summary>Dead letters come oldest first, each once, those of one moment too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task QueryDeadLetters_PageByPage_GivesEachOnceOldestFirst(int size)
    {
        foreach (var (channel, key, minute) in new[] { (Shop, "2", 1), (Market, "1", 0), (Shop, "3", 1), (Shop, "4", 2) })
        {
            await Store.DeadLetters.AddAsync(new DeadLetter
            {
                Id = Guid.CreateVersion7(Noon.AddMinutes(minute)),
                Kind = DeadLetterKind.Push,
                Channel = channel,
                Key = key,
                Cause = "no",
                At = Noon.AddMinutes(minute),
                Status = DeadLetterStatus.Open,
            });
        }

        var all = (await AllAsync(new DeadLetterFilter(), size)).ToArray();
        Assert.Equal(("1", "4"), (all[0], all[3]));
        Assert.Equal(["2", "3"], all[1..3].Order());
        Assert.Equal(all[1..], await AllAsync(new DeadLetterFilter { Channel = Shop, Status = DeadLetterStatus.Open }, size));
        Assert.Empty(await AllAsync(new DeadLetterFilter { Kind = DeadLetterKind.Order }, size));

        async Task<IEnumerable<string>> AllAsync(DeadLetterFilter filter, int count) =>
            (await PagesAsync<DeadLetter, DeadLetter?>(after => Queries.ReadDeadLettersAsync(filter, count, after), letter => letter, count))
            .Select(letter => letter.Key);
    }

    /// <summary>Incidents come newest first, each once, those of one moment too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task QueryIncidents_PageByPage_GivesEachOnceNewestFirst(int size)
    {
        Incident[] incidents = [.. new[] { (Tea, 1), (Mug, 0), (TeaSouth, 1), (Tea, 2) }.Select(at => new Incident
        {
            Id = Guid.CreateVersion7(Noon.AddMinutes(at.Item2)),
            Sku = at.Item1.Sku,
            Location = at.Item1.Location,
            Units = 1,
            Cause = IncidentCause.Unknown,
            Operation = NewOperation(),
            OccurredAt = Noon,
            RecordedAt = Noon.AddMinutes(at.Item2),
            Channel = at.Item2 == 0 ? null : Shop,
        })];
        var batch = Batch().Operation(NewOperation()).Move(Tea, onHand: 1);
        foreach (var incident in incidents)
        {
            batch.Raise(incident);
        }

        await CommitAsync(batch);
        await Ledger.ResolveIncidentAsync(incidents[3].Id, "refunded", Noon.AddHours(1));

        var all = (await AllAsync(new IncidentFilter(), size)).ToArray();
        Assert.Equal((incidents[3].Id, incidents[1].Id), (all[0], all[3]));
        Assert.Equal(new[] { incidents[0].Id, incidents[2].Id }.Order(), all[1..3].Order());
        Assert.Equal(all[1..], await AllAsync(new IncidentFilter { OpenOnly = true }, size));
        Assert.Equal([incidents[1].Id], await AllAsync(new IncidentFilter { Sku = Mug.Sku }, size));
        Assert.Equal(all[..3], await AllAsync(new IncidentFilter { Channel = Shop }, size));

        async Task<IEnumerable<Guid>> AllAsync(IncidentFilter filter, int count) =>
            (await PagesAsync<Incident, Incident?>(after => Queries.ReadIncidentsAsync(filter, count, after), incident => incident, count))
            .Select(incident => incident.Id);
    }

    /// <summary>A page of nothing is no page.</summary>
    [Fact]
    public async Task Query_PageOfNone_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queries.ReadLevelsAsync(new LevelFilter(), 0));

    private static async Task<List<T>> PagesAsync<T, TAfter>(Func<TAfter?, Task<IReadOnlyList<T>>> read, Func<T, TAfter> last, int size)
    {
        List<T> all = [];
        for (var after = default(TAfter); ;)
        {
            var page = await read(after).ConfigureAwait(false);
            Assert.InRange(page.Count, 0, size);
            all.AddRange(page);
            if (page.Count < size)
            {
                return all;
            }

            after = last(page[^1]);
        }
    }
}
