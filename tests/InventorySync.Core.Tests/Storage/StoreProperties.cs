using InventorySync.Generators;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage;

/// <summary>Any batches, any guards, any repeats: a store answers and holds what the simple model does. One class per store inherits it.</summary>
public abstract class StoreProperties
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // Two SKUs with two locations each, and one whose order differs between UTF-16 and code points.
    private static readonly LevelKey[] Keys =
    [
        new(new Sku("A"), new LocationId("east")), new(new Sku("A"), new LocationId("west")),
        new(new Sku("😀"), new LocationId("east")), new(new Sku("Ａ"), new LocationId("west")), new(new Sku("B"), new LocationId("east")),
    ];

    private static readonly ReservedLine[] NoLines = [];

    protected virtual int Runs => 200;

    [Fact]
    public void AnySteps_Store_AgreesWithModel() =>
        Property.Holds(StoreStep.Arbitrary, steps => RunAsync(steps).GetAwaiter().GetResult(), Runs);

    /// <summary>Opens a database of its own for one run; called again, the same database.</summary>
    protected abstract Func<IInventoryStore> NewDatabase();

    private static async Task CloseAsync(IInventoryStore store)
    {
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private async Task RunAsync(StoreStep[] steps)
    {
        var open = NewDatabase();
        var store = await OpenAsync(open);
        try
        {
            var model = new StoreModel();
            for (var at = 0; at < steps.Length; at++)
            {
                if (steps[at].IsReopen)
                {
                    await CloseAsync(store);
                    store = await OpenAsync(open);
                    continue;
                }

                var batch = Build(steps[at], model, Noon.AddSeconds(at));
                var result = await store.Ledger.CommitAsync(batch);
                var expected = model.Commit(batch);
                Assert.Equal(expected.Status, result.Status);
                Assert.Equal(expected.Duplicates, result.Duplicates);
                Assert.Equal(
                    expected.Status == CommitStatus.Committed ? batch.Levels.Select(change => model.Level(change.Key)) : [],
                    result.LevelsAfter);
            }

            await AssertSameAsync(model, store.Ledger);
        }
        finally
        {
            await CloseAsync(store);
        }
    }

    private static async Task<IInventoryStore> OpenAsync(Func<IInventoryStore> open)
    {
        var store = open();
        await store.InitializeAsync();
        return store;
    }

    private static CommitBatch Build(StoreStep step, StoreModel model, DateTimeOffset at)
    {
        var batch = new StoreBatch(at);
        foreach (var guard in step.Guards)
        {
            var level = model.Level(Keys[guard.Level]);
            batch.Guard(
                level.Key,
                level.Version + guard.Version,
                level.Available + guard.Available ?? long.MinValue,
                level.OnHand + guard.OnHand ?? long.MinValue);
        }

        foreach (var operation in step.Operations)
        {
            batch.Operation(IdOf(operation.Id));
            foreach (var move in operation.Moves)
            {
                batch.Move(Keys[move.Level], move.OnHand, move.Reserved);
            }
        }

        foreach (var refused in step.Refused)
        {
            batch.Refused(IdOf(refused));
        }

        foreach (var change in step.Reservations)
        {
            batch.Write(ReservationOf(change, model, at));
        }

        return batch.Build();
    }

    private static OperationId IdOf(int number) =>
        number % 2 == 0 ? new OperationId($"id {number}") : new OperationId(new Guid(number, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));

    private static Reservation ReservationOf(ReservationStep step, StoreModel model, DateTimeOffset at)
    {
        var id = new ReservationId($"r{step.Id}");
        var version = (model.Reservations.GetValueOrDefault(id)?.Version ?? 0) + step.VersionOffset;
        return new Reservation
        {
            Id = id,
            Owner = ReservationOwner.Cart("c"),
            Status = step.Open > 0 ? ReservationStatus.Open : ReservationStatus.Released,
            Lines = [.. Enumerable.Range(0, step.Open + 1).Select(line => new ReservedLine(Keys[line].Sku, Keys[line].Location, 3, step.Open))],
            CreatedAt = at,
            ExpiresAt = step.Id == 0 ? null : at.AddMinutes(step.Open),
            Version = Math.Max(1, version + 1),
        };
    }

    private static async Task AssertSameAsync(StoreModel model, ILedgerStore ledger)
    {
        Assert.Equal(model.Levels.Values, await ListAsync(ledger.ReadAllLevelsAsync()));
        Assert.Equal(
            model.Movements.OrderBy(movement => new LevelKey(movement.Sku, movement.Location)).ThenBy(movement => movement.Version),
            await ListAsync(ledger.ReadMovementsAsync(new MovementQuery())));

        var asked = new LedgerKeys();
        asked.Operations.AddRange(Enumerable.Range(0, 31).Select(IdOf));
        var recorded = (await ledger.LoadAsync(asked)).Operations;
        Assert.Equal(asked.Operations.Where(model.Has).ToHashSet(), recorded.Select(operation => operation.Record.Id).ToHashSet());
        Assert.All(recorded, operation => Assert.Equal(
            model.Movements.Where(movement => movement.Operation == operation.Record.Id),
            operation.Movements));

        var open = await ListAsync(ledger.ReadOpenReservationsAsync());
        Assert.Equal(
            model.Reservations.Values.Where(reservation => reservation.OpenUnits > 0).Select(Text),
            open.Select(Text));
        Assert.Equal(
            model.Reservations.Values.Where(reservation => reservation.Status == ReservationStatus.Open).Min(reservation => reservation.ExpiresAt),
            await ledger.ReadNextExpiryAsync());
    }

    // A record compares its list of lines by reference.
    private static (Reservation Reservation, string Lines) Text(Reservation reservation) =>
        (reservation with { Lines = NoLines }, string.Join(" ", reservation.Lines));

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> stream)
    {
        List<T> list = [];
        await foreach (var item in stream)
        {
            list.Add(item);
        }

        return list;
    }
}
