using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage.Coordination;
using InventorySync.Testing.PostgreSql;
using Npgsql;

namespace InventorySync.Storage.EfCore.PostgreSql;

/// <summary>Processes on one database hear of each other, and one of them at a time keeps a channel.</summary>
[RequiresPostgreSql]
public sealed class PostgresCoordinationTests : IAsyncLifetime
{
    private static readonly ChannelId Shop = new("shop");
    private static readonly CancellationToken Soon = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    private Testing.PostgreSql.PostgresDatabase _database = null!;
    private PostgresInventoryStore _one = null!;
    private PostgresInventoryStore _other = null!;

    public async Task InitializeAsync()
    {
        _database = await MigratedDatabase.CreateAsync();
        _one = await OpenAsync();
        _other = await OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task TryAcquire_HeldElsewhereOrHere_IsNullUntilItIsGivenUp()
    {
        var lease = await _one.Coordination.TryAcquireAsync("channel/shop", Soon);

        Assert.NotNull(lease);
        Assert.Null(await _other.Coordination.TryAcquireAsync("channel/shop", Soon));
        Assert.Null(await _one.Coordination.TryAcquireAsync("channel/shop", Soon));
        Assert.NotNull(await _other.Coordination.TryAcquireAsync("channel/other", Soon));

        await lease.DisposeAsync();
        Assert.False(lease.Lost.IsCancellationRequested);
        Assert.NotNull(await _other.Coordination.TryAcquireAsync("channel/shop", Soon));
    }

    [Fact]
    public async Task TryAcquire_TwoInventoriesInOneDatabase_DoNotKeepEachOtherWaiting()
    {
        await ExecuteAsync("CREATE SCHEMA second");
        await using var second = MigratedDatabase.Open($"{_database.ConnectionString};Search Path=second");
        await second.InitializeAsync(Soon);

        Assert.NotNull(await _one.Coordination.TryAcquireAsync("channel/shop", Soon));
        Assert.NotNull(await second.Coordination.TryAcquireAsync("channel/shop", Soon));
    }

    [Fact]
    public async Task Lease_ServerEndsTheSession_IsLostAndItsWritesAreRefused()
    {
        var lease = (await _one.Coordination.TryAcquireAsync("channel/shop", Soon))!;
        var lost = new TaskCompletionSource();
        using var registration = lease.Lost.Register(lost.SetResult);

        await EndSessionsAsync("ExclusiveLock");
        await lost.Task.WaitAsync(Soon);

        var successor = await _other.Coordination.TryAcquireAsync("channel/shop", Soon);
        Assert.NotNull(successor);
        var fault = await Assert.ThrowsAsync<StorageException>(() => _one.Coordination.SaveListingsAsync([Listed("A")], lease, Soon));
        Assert.Contains("lost", fault.Message, StringComparison.Ordinal);
        Assert.Null(await _other.Listings.FindAsync(Shop, new Sku("A"), Soon));
        Assert.All(await _other.Coordination.SaveListingsAsync([Listed("A")], successor, Soon), version => Assert.NotEqual(0, version));
    }

    [Fact]
    public async Task Lease_FoundLostByAWrite_CanBeTakenAgainByTheSameProcess()
    {
        var lease = (await _one.Coordination.TryAcquireAsync("channel/shop", Soon))!;
        await EndSessionsAsync("ExclusiveLock");

        await Assert.ThrowsAsync<StorageException>(() => _one.Coordination.SaveListingsAsync([Listed("A")], lease, Soon));

        Assert.True(lease.Lost.IsCancellationRequested);
        Assert.NotNull(await _one.Coordination.TryAcquireAsync("channel/shop", Soon).WaitAsync(Soon));
    }

    [Fact]
    public async Task SaveListings_RowsChangedMeanwhile_AreRefusedOneByOne()
    {
        var versions = await _one.Coordination.SaveListingsAsync([Listed("A"), Listed("B")], lease: null, Soon);
        Assert.All(versions, version => Assert.True(version > 0));
        var a = (await _other.Listings.FindAsync(Shop, new Sku("A"), Soon))!;
        Assert.Equal(versions[0], a.Version);

        await _one.Listings.SaveAsync([Listed("B") with { Acknowledged = 3 }], Soon);
        var second = await _other.Coordination.SaveListingsAsync(
            [a with { Acknowledged = 7 }, Listed("B") with { Version = versions[1], Acknowledged = 9 }, Listed("C"), Listed("A")], lease: null, Soon);

        Assert.True(second[0] > versions[0]);
        Assert.Equal(0, second[1]);
        Assert.True(second[2] > 0);
        Assert.Equal(0, second[3]);
        Assert.Equal([7, 3, null], (await ListAsync(_one.Listings.ReadAsync(Shop, Soon))).Select(listing => listing.Acknowledged));
    }

    [Fact]
    public async Task SaveListings_RemovedAndMadeAnew_HasAVersionThatItNeverHad()
    {
        var first = await _one.Coordination.SaveListingsAsync([Listed("A")], lease: null, Soon);
        await _one.Listings.RemoveAsync(Shop, new Sku("A"), Soon);
        await _one.Listings.SaveAsync([Listed("A")], Soon);

        Assert.Equal([0L], await _other.Coordination.SaveListingsAsync([Listed("A") with { Version = first[0] }], lease: null, Soon));
    }

    [Fact]
    public async Task Watch_OthersCommitSaveAndAnnounce_TellsEachAndNotOnesOwn()
    {
        await using var watch = _other.Coordination.WatchAsync(Soon).GetAsyncEnumerator(Soon);
        Assert.True(await watch.MoveNextAsync());
        Assert.Empty(watch.Current);

        await CommitAsync(_other, "own", "MINE");
        await CommitAsync(_one, "1", "A");
        await _one.Catalog.SaveAsync([new CatalogItem { Sku = new Sku("A") }], Soon);
        await _one.Coordination.AnnounceAsync([new(StoreChangeKind.Listing, Shop, new Sku("B")), new(StoreChangeKind.Inbox, Shop)], Soon);

        HashSet<StoreChange> expected =
        [
            new(StoreChangeKind.Sold, Sku: new Sku("A")), new(StoreChangeKind.Catalog),
            new(StoreChangeKind.Listing, Shop, new Sku("B")), new(StoreChangeKind.Inbox, Shop),
        ];
        HashSet<StoreChange> told = [];
        while (told.Count < expected.Count && await watch.MoveNextAsync())
        {
            told.UnionWith(watch.Current);
        }

        Assert.Equal(expected, told);
    }

    [Fact]
    public async Task Watch_TransactionThatBeganEarlierCommitsLater_IsToldAllTheSame()
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var slow = await source.OpenConnectionAsync();
        await using var watch = _other.Coordination.WatchAsync(Soon).GetAsyncEnumerator(Soon);
        await watch.MoveNextAsync();

        await using var transaction = await slow.BeginTransactionAsync();
        await ExecuteAsync(
            "INSERT INTO changes (process, at, kinds, channels, skus) VALUES (gen_random_uuid(), 32503680000000000, '{2}', '{\"\"}', '{LATE}')", slow);
        await CommitAsync(_one, "1", "EARLY");
        Assert.Equal("EARLY", (await NextAsync(watch)).Sku.Value);
        await CommitAsync(_one, "2", "EARLY-2");
        Assert.Equal("EARLY-2", (await NextAsync(watch)).Sku.Value);

        await transaction.CommitAsync();

        Assert.Equal("LATE", (await NextAsync(watch)).Sku.Value);
        await CommitAsync(_one, "3", "EARLY-3");
        Assert.Equal("EARLY-3", (await NextAsync(watch)).Sku.Value);
    }

    [Fact]
    public async Task Watch_MoreThanAPageWhileALongTransactionRuns_IsToldAsMissedRatherThanLost()
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var slow = await source.OpenConnectionAsync();
        await using var watch = _other.Coordination.WatchAsync(Soon).GetAsyncEnumerator(Soon);
        await watch.MoveNextAsync();
        await using var transaction = await slow.BeginTransactionAsync();
        await ExecuteAsync("SELECT pg_current_xact_id()", slow);
        await ExecuteAsync(
            """
            SET synchronous_commit = off;
            DO $$ BEGIN FOR i IN 1..10001 LOOP
                INSERT INTO changes (process, at, kinds, channels, skus) VALUES (gen_random_uuid(), 32503680000000000, '{2}', '{""}', '{MANY}');
                COMMIT;
            END LOOP; END $$
            """);
        while (await watch.MoveNextAsync() && !watch.Current.Contains(new StoreChange(StoreChangeKind.Missed)))
        {
        }

        await CommitAsync(_one, "1", "BEHIND");

        Assert.True(await watch.MoveNextAsync());
        Assert.Contains(new StoreChange(StoreChangeKind.Missed), watch.Current);
    }

    [Fact]
    public async Task Watch_ServerEndsTheSession_ThrowsWhatMayBeAskedAgain()
    {
        await using var watch = _other.Coordination.WatchAsync(Soon).GetAsyncEnumerator(Soon);
        await watch.MoveNextAsync();
        await EndSessionsAsync("ShareLock");

        var fault = await Assert.ThrowsAsync<StorageException>(async () => await watch.MoveNextAsync());

        Assert.True(fault.IsTransient);
    }

    private static Listing Listed(string sku) => new() { Channel = Shop, Sku = new Sku(sku), ExternalId = sku };

    private static async Task<StoreChange> NextAsync(IAsyncEnumerator<IReadOnlyList<StoreChange>> watch)
    {
        Assert.True(await watch.MoveNextAsync());
        return Assert.Single(watch.Current);
    }

    private static async Task CommitAsync(PostgresInventoryStore store, string id, string sku)
    {
        var batch = new CommitBatch { RecordedAt = new DateTimeOffset(3000, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        batch.Operations.Add(new OperationRecord
        {
            Id = new OperationId(id),
            Kind = OperationKind.Receive,
            Status = OutcomeStatus.Applied,
            OccurredAt = batch.RecordedAt,
            MovementCount = 1,
        });
        batch.Levels.Add(new LevelChange
        {
            Key = new LevelKey(new Sku(sku), new LocationId("main")),
            OnHandDelta = 1,
            ReservedDelta = 0,
            MovementCount = 1,
            AvailableMin = long.MinValue,
            OnHandMin = long.MinValue,
        });
        batch.Movements.Add(new MovementDraft
        {
            Level = 0,
            Operation = 0,
            Line = 0,
            OnHandDelta = 1,
            ReservedDelta = 0,
            VersionOffset = 1,
            OnHandOffset = 1,
            ReservedOffset = 0,
        });
        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(batch, Soon)).Status);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private async Task<PostgresInventoryStore> OpenAsync()
    {
        var store = MigratedDatabase.Open(_database.ConnectionString);
        await store.InitializeAsync(Soon);
        return store;
    }

    // Of this test's database alone: other tests hold locks on the same server.
    private Task EndSessionsAsync(string mode) => ExecuteAsync(
        $"""
        SELECT pg_terminate_backend(pid) FROM pg_locks
        WHERE locktype = 'advisory' AND mode = '{mode}' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync(sql, connection);
    }

    private static async Task ExecuteAsync(string sql, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
