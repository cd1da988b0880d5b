using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>
/// What the stock controller promises over any store, under real concurrency: a store's tests inherit these facts. They run
/// the real engine with hundreds of callers, in one process's worth and in two, and judge by the history that comes back.
/// </summary>
public abstract class StockControllerConformance
{
    private static readonly LocationId Store = new("store");

    /// <summary>Makes a new, empty store. It is disposed of after the test, where it can be.</summary>
    protected abstract Task<IInventoryStore> CreateStoreAsync();

    /// <summary>Opens the same data a second time, as another process would; a store that lives in memory is its own second handle.</summary>
    /// <param name="store">What <see cref="CreateStoreAsync"/> made.</param>
    protected virtual Task<IInventoryStore> OpenAgainAsync(IInventoryStore store) => Task.FromResult(store);

    /// <summary>I1: hundreds of callers on one SKU sell exactly what is there.</summary>
    [Fact]
    public async Task Sell_HundredsOfCallersOnOneSku_SellExactlyWhatIsThere()
    {
        await using var inventory = await ControllerUnderTest.StartAsync(await CreateStoreAsync());
        await inventory.ReceiveAsync("HOT", 1_000);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 300).Select(caller => RepeatAsync(5, call =>
            inventory.ApplyAsync(StockOperation.Sell(new OperationId($"{caller}-{call}"), new StockLine(new Sku("HOT"), 1, Store))))));

        Assert.Equal(1_000, outcomes.SelectMany(outcome => outcome).Count(outcome => outcome.IsApplied));
        Assert.Equal(0, (await inventory.LevelAsync("HOT")).OnHand);
    }

    /// <summary>I1 and I3 over two processes' worth: the same ids from both are applied once, and nothing is sold twice.</summary>
    [Fact]
    public async Task Sell_TheSameIdsFromTwoControllers_AreAppliedOnce()
    {
        var store = await CreateStoreAsync();
        await using var first = await ControllerUnderTest.StartAsync(store);
        await using var second = await ControllerUnderTest.StartAsync(await OpenAgainAsync(store));
        await first.ReceiveAsync("HOT", 100);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 150).SelectMany(sale => new[] { first, second }.Select(inventory =>
            inventory.ApplyAsync(StockOperation.Sell(new OperationId($"sale-{sale}"), new StockLine(new Sku("HOT"), 1, Store))))));

        var applied = outcomes.Where(outcome => outcome.IsApplied).ToList();
        Assert.Equal(100, applied.Select(outcome => outcome.Operation).Distinct().Count());
        Assert.Equal(100, applied.Count(outcome => !outcome.IsRepeat));
        Assert.Equal(0, (await first.LevelAsync("HOT")).OnHand);
    }

    /// <summary>
    /// I1, I2, I4, I6, and linearizability: every level's outcomes fit one order, its ledger's, which respects the order of
    /// calls that did not overlap; and at some moment of each refused call the units really were not there.
    /// </summary>
    [Fact]
    public Task EveryHistory_OfTwoControllers_IsLinearizablePerLevel() => TestSeed.RunAsync(async seed =>
    {
        var store = await CreateStoreAsync();
        await using var first = await ControllerUnderTest.StartAsync(store);
        await using var second = await ControllerUnderTest.StartAsync(await OpenAgainAsync(store));
        var history = new CallHistory();
        var callers = Enumerable.Range(0, 200).Select(caller => RunCallerAsync(
            caller % 2 == 0 ? first : second, new Random(HashCode.Combine(seed, caller)), caller, history));

        await Task.WhenAll(callers);

        history.AssertLinearizable(await first.MovementsAsync());
    });

    private static async Task RunCallerAsync(ControllerUnderTest inventory, Random random, int caller, CallHistory history)
    {
        for (var call = 0; call < 6; call++)
        {
            var line = new StockLine(new Sku($"SKU-{random.Next(3)}"), random.Next(1, 4), Store);
            var id = new OperationId($"{caller}-{call}");
            var hold = new ReservationId($"hold-{caller}-{call}");
            var operation = random.Next(10) switch
            {
                < 4 => StockOperation.Sell(id, line),
                < 6 => StockOperation.Reserve(id, new ReservationTerms { Id = hold, Owner = ReservationOwner.Cart(hold.Value) }, line),
                < 9 => StockOperation.Receive(id, line),
                _ => StockOperation.Count(id, line),
            };
            var outcome = await history.RecordAsync(operation, () => inventory.ApplyAsync(operation));
            if (operation.Kind == OperationKind.Reserve && outcome.IsApplied)
            {
                var end = random.Next(2) == 0
                    ? StockOperation.Fulfil(new OperationId($"{id}-end"), hold)
                    : StockOperation.Release(new OperationId($"{id}-end"), hold);
                await history.RecordAsync(end, () => inventory.ApplyAsync(end));
            }
        }
    }

    private static async Task<List<T>> RepeatAsync<T>(int count, Func<int, Task<T>> act)
    {
        var results = new List<T>(count);
        for (var i = 0; i < count; i++)
        {
            results.Add(await act(i));
        }

        return results;
    }
}
