using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using Xunit;

namespace InventorySync.Testing.Stores;

/// <summary>What every <see cref="IInventoryStore"/> has to keep, as xunit tests: inherit, say how to make the store, run.</summary>
/// <remarks>
/// xunit makes one object per test, so each test has a database of its own. Times in the tests are whole microseconds of UTC,
/// the finest that a store has to keep.
/// </remarks>
/// <example>
/// <code>
/// public sealed class MyStoreTests : InventoryStoreConformance
/// {
///     protected override IInventoryStore Open() => new MyStore(_connectionString);
/// }
/// </code>
/// </example>
public abstract partial class InventoryStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly LocationId North = new("north");
    private static readonly LocationId South = new("south");
    private static readonly LevelKey Tea = new(new Sku("TEA"), North);
    private static readonly LevelKey TeaSouth = new(new Sku("TEA"), South);
    private static readonly LevelKey Mug = new(new Sku("MUG"), North);
    private static readonly ChannelId Shop = new("shop");
    private static readonly ChannelId Market = new("market");

    private readonly List<IInventoryStore> _opened = [];
    private int _ids;

    /// <summary>The store under test, initialized on an empty database.</summary>
    protected IInventoryStore Store { get; private set; } = null!;

    private ILedgerStore Ledger => Store.Ledger;

    /// <summary>Opens the test's database: an empty one at the first call, the same one at each further call.</summary>
    /// <returns>A store that has not been initialized; for a store that lives in memory, the same object each time.</returns>
    protected abstract IInventoryStore Open();

    /// <inheritdoc/>
    public virtual async Task InitializeAsync() => Store = await OpenAnotherAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await CloseAsync(store).ConfigureAwait(false);
        }
    }

    /// <summary>Opens the database a second time, as another process would.</summary>
    protected async Task<IInventoryStore> OpenAnotherAsync()
    {
        var store = Open();
        if (!_opened.Contains(store))
        {
            _opened.Add(store);
        }

        await store.InitializeAsync().ConfigureAwait(false);
        return store;
    }

    /// <summary>Closes the store and opens it again: what was durable is there.</summary>
    protected async Task ReopenAsync()
    {
        var before = Store;
        Store = await OpenAnotherAsync().ConfigureAwait(false);
        if (!ReferenceEquals(before, Store))
        {
            _opened.Remove(before);
            await CloseAsync(before).ConfigureAwait(false);
        }
    }

    private static async ValueTask CloseAsync(IInventoryStore store)
    {
        if (store is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            (store as IDisposable)?.Dispose();
        }
    }

    private static StoreBatch Batch(DateTimeOffset? recordedAt = null) => new(recordedAt ?? Noon);

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> stream)
    {
        List<T> list = [];
        await foreach (var item in stream.ConfigureAwait(false))
        {
            list.Add(item);
        }

        return list;
    }

    private static void AssertSame(Reservation expected, Reservation? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Lines = actual.Lines }, actual);
        Assert.Equal(expected.Lines, actual.Lines);
    }

    /// <summary>An id that no other call gives, as a UUID and as a text in turn.</summary>
    private OperationId NewOperation()
    {
        var number = ++_ids;
        return number % 2 == 0 ? new OperationId($"receipt {number}") : new OperationId(NewUuid(number));
    }

    private Guid NewUuid() => NewUuid(++_ids);

    private static Guid NewUuid(int number) => new(number, 0x1234, 0x7abc, 0x80, 1, 2, 3, 4, 5, 6, 7);

    private async Task<IReadOnlyList<Level>> CommitAsync(StoreBatch batch)
    {
        var result = await Ledger.CommitAsync(batch.Build()).ConfigureAwait(false);
        Assert.Equal(CommitStatus.Committed, result.Status);
        Assert.Empty(result.Duplicates);
        return result.LevelsAfter;
    }

    private async Task AssertGuardFailsAsync(StoreBatch batch)
    {
        var result = await Ledger.CommitAsync(batch.Build()).ConfigureAwait(false);
        Assert.Equal(CommitStatus.GuardFailed, result.Status);
        Assert.Empty(result.LevelsAfter);
        Assert.Empty(result.Duplicates);
    }

    private async Task ReceiveAsync(LevelKey key, long units) =>
        await CommitAsync(Batch().Operation(NewOperation(), OperationKind.Receive).Move(key, onHand: units)).ConfigureAwait(false);

    private async Task<Level> LevelAsync(LevelKey key)
    {
        var levels = await Ledger.ReadLevelsAsync([key.Sku]).ConfigureAwait(false);
        return levels.SingleOrDefault(level => level.Key == key, new Level(key.Sku, key.Location, 0, 0, 0));
    }

    private Task<List<Movement>> MovementsAsync(MovementQuery? query = null) => ListAsync(Ledger.ReadMovementsAsync(query ?? new MovementQuery()));

    private async Task<Reservation?> ReservationAsync(ReservationId id)
    {
        var keys = new LedgerKeys();
        keys.Reservations.Add(id);
        return (await Ledger.LoadAsync(keys).ConfigureAwait(false)).Reservations.SingleOrDefault();
    }

    private async Task<RecordedOperation?> OperationAsync(OperationId id)
    {
        var keys = new LedgerKeys();
        keys.Operations.Add(id);
        return (await Ledger.LoadAsync(keys).ConfigureAwait(false)).Operations.SingleOrDefault();
    }
}
