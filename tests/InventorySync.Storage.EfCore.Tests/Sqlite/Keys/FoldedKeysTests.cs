using InventorySync.Stock;
using InventorySync.Storage.EfCore.Mapping;
using InventorySync.Testing.Stores;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.EfCore.Sqlite.Keys;

/// <summary>I3: an operation is found wherever its key is: in memory, in the table, or in a row that another process wrote.</summary>
public sealed class FoldedKeysTests : IDisposable
{
    private static readonly LevelKey Tea = new(new Sku("TEA"), new LocationId("north"));

    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Commit_ManyOperations_FoldsMostAndHoldsFew()
    {
        await using var store = await OpenAsync();

        await ReceiveAsync(store, 1, 3_000);

        // The fullest slice and the ones in turn leave about one key a slice.
        Assert.InRange(Scalar("SELECT count(*) FROM operation_keys"), 2_000, 3_000);
        Assert.Equal(HeldKeys.SliceCount, Scalar("SELECT count(*) FROM operation_key_folds"));
        Assert.Equal(0, Scalar("SELECT count(*) FROM operation_keys k WHERE NOT EXISTS (SELECT 1 FROM ledger l WHERE l.id = k.ledger_id AND l.operation_key = k.key AND l.line = 0)"));
        Assert.Equal(0, Scalar(
            """
            SELECT count(*) FROM ledger l JOIN operation_key_folds f
                ON f.slice = 16 * (instr('123456789ABCDEF', substr(hex(l.operation_key), 1, 1))) + instr('123456789ABCDEF', substr(hex(l.operation_key), 2, 1))
            WHERE l.id <= f.folded_to AND NOT EXISTS (SELECT 1 FROM operation_keys k WHERE k.key = l.operation_key)
            """));
        await AssertKnownAsync(store, 1, 3_000);
    }

    [Fact]
    public async Task Commit_IdsThatSortByTime_AreFoldedTooThoughInOneSlice()
    {
        await using var store = await OpenAsync();
        var ids = Enumerable.Range(0, 600).Select(i => new OperationId(Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(i)))).ToArray();
        foreach (var some in ids.Chunk(20))
        {
            Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(Batch(some))).Status);
        }

        Assert.InRange(Scalar("SELECT count(*) FROM operation_keys"), 540, 580);
        foreach (var some in ids.Chunk(20))
        {
            Assert.Equal(some, (await store.Ledger.CommitAsync(Batch(some))).Duplicates);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_TwoStoresSendingTheSame_AppliesEachOnce(bool isEager)
    {
        const int Operations = 1_500;
        await using var one = await OpenAsync(isEager);
        await using var other = await OpenAsync(isEager);

        // Each sends its own half first and then the other's, so that both meet keys in every place.
        var applied = await Task.WhenAll(
            Task.Run(() => SendAsync(one, Enumerable.Range(0, Operations))),
            Task.Run(() => SendAsync(other, Enumerable.Range(0, Operations).Select(i => (i + (Operations / 2)) % Operations))));

        Assert.Equal(Operations, applied.Sum());
        Assert.Equal(Operations, Scalar("SELECT count(DISTINCT operation_key) FROM ledger"));
        Assert.Equal(Operations, Scalar("SELECT count(*) FROM ledger"));
        Assert.Equal([new Level(Tea.Sku, Tea.Location, Operations, 0, Operations)], await one.Ledger.ReadLevelsAsync([Tea.Sku]));
        await AssertKnownAsync(one, 0, Operations);
        await AssertKnownAsync(other, 0, Operations);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_AfterRestart_KnowsEveryOperation(bool isEager)
    {
        await using (var before = await OpenAsync(isEager))
        {
            await ReceiveAsync(before, 1, 700);
        }

        // With the other threshold too: where keys are found may not depend on who folded them.
        await using (var after = await OpenAsync(isEager))
        {
            await AssertKnownAsync(after, 1, 700);
            await ReceiveAsync(after, 701, 50);
        }

        await using var last = await OpenAsync(!isEager);
        await AssertKnownAsync(last, 1, 750);
    }

    [Fact]
    public async Task Initialize_AfterManyFolds_ReadsTheUnfoldedTailAlone()
    {
        await using (var before = await OpenAsync())
        {
            await ReceiveAsync(before, 1, 4_000);
        }

        Assert.InRange(Scalar("SELECT min(folded_to) FROM operation_key_folds"), 3_500, 4_000);
    }

    [Fact]
    public async Task Commit_GuardFailed_TakesItsKeysBack()
    {
        await using var store = await OpenAsync(isEager: false);
        var refused = new StoreBatch(DateTimeOffset.UnixEpoch).Guard(Tea, versionExact: 5).Operation(Id(1)).Move(Tea, onHand: 1).Build();

        Assert.Equal(CommitStatus.GuardFailed, (await store.Ledger.CommitAsync(refused)).Status);

        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(Batch(Id(1)))).Status);
        Assert.Equal([Id(1)], (await store.Ledger.CommitAsync(Batch(Id(1)))).Duplicates);
    }

    /// <summary>A batch that fails after its fold: neither its own keys nor the folded ones may be taken for written.</summary>
    [Fact]
    public async Task Commit_FailedAfterItsFold_FoldsAgainLater()
    {
        await using (var store = await OpenAsync())
        {
            var incident = new StoreBatch(DateTimeOffset.UnixEpoch).Operation(Id(1)).Move(Tea, onHand: 1).Raise(NewIncident(Id(1)));
            Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(incident.Build())).Status);
            await ReceiveAsync(store, 2, 20);
            var folded = Scalar("SELECT count(*) FROM operation_keys");

            for (var i = 0; i < 3; i++)
            {
                var repeated = new StoreBatch(DateTimeOffset.UnixEpoch).Operation(Id(100)).Move(Tea, onHand: 1).Raise(NewIncident(Id(100)));
                await Assert.ThrowsAsync<ArgumentException>(() => store.Ledger.CommitAsync(repeated.Build()));
            }

            Assert.Equal(folded, Scalar("SELECT count(*) FROM operation_keys"));
            await AssertKnownAsync(store, 1, 21);
            await ReceiveAsync(store, 100, 400);
        }

        await using var again = await OpenAsync();
        await AssertKnownAsync(again, 1, 21);
        await AssertKnownAsync(again, 100, 400);
    }

    [Fact]
    public async Task Load_OperationsOfAnotherStore_AreFoundWithoutAWrite()
    {
        await using var reader = await OpenAsync();
        await using var writer = await OpenAsync();
        await ReceiveAsync(writer, 1, 300);

        await AssertFoundAsync(reader, Enumerable.Range(1, 300));
        await AssertFoundAsync(writer, Enumerable.Range(1, 300));
        Assert.Empty((await reader.Ledger.LoadAsync(KeysOf([Id(301)]))).Operations);
        Assert.Empty((await writer.Ledger.LoadAsync(KeysOf([Id(301)]))).Operations);
        var movement = Assert.Single(await reader.Ledger.ReadMovementsAsync(new MovementQuery { Operation = Id(200) }).ToListAsync());
        Assert.Equal(Id(200), movement.Operation);
    }

    /// <summary>A reader that began before keys were folded, and looks them up after memory let go of them.</summary>
    [Fact]
    public async Task ReadFirstRows_SnapshotOlderThanTheFold_FindsThem()
    {
        var settings = SqliteSettings.Parse(_file.ConnectionString, EagerFolding.Policy);
        await using var database = new SqliteDatabase(settings);
        await database.InitializeAsync(CancellationToken.None);
        var ledger = new SqliteLedgerStore(database);
        for (var i = 1; i <= 40; i++)
        {
            await ledger.CommitAsync(Batch(Id(i)));
        }

        var found = await database.ReadSnapshotAsync(
            async context =>
            {
                var before = context.Ledger.Count();
                for (var i = 41; i <= 400; i++)
                {
                    await ledger.CommitAsync(Batch(Id(i)));
                }

                Assert.Equal(40, before);
                return await database.ReadFirstRowsAsync(context, [.. Enumerable.Range(1, 400).Select(Id)], CancellationToken.None);
            },
            CancellationToken.None);

        Assert.Equal(Enumerable.Range(1, 40).Select(Id).ToHashSet(), found.Select(row => OperationKey.ToId(row.OperationKey, row.OperationText)).ToHashSet());
    }

    [Fact]
    public void HeldMaxAt_LedgerGrows_GrowsWithItBetweenItsLimits()
    {
        var folding = new KeyFolding();

        Assert.Equal(65_536, folding.HeldMaxAt(0));
        Assert.Equal(65_536, folding.HeldMaxAt(1_000_000));
        Assert.Equal(312_500, folding.HeldMaxAt(5_000_000));
        Assert.Equal(1_048_576, folding.HeldMaxAt(long.MaxValue));
    }

    private static OperationId Id(int number) => new($"receipt {number}");

    private static Alerts.Incident NewIncident(OperationId operation) => new()
    {
        Id = Guid.Parse("11111111-2222-3333-4444-555555555555"),
        Sku = Tea.Sku,
        Location = Tea.Location,
        Units = 1,
        Cause = Alerts.IncidentCause.CountError,
        Operation = operation,
        OccurredAt = DateTimeOffset.UnixEpoch,
        RecordedAt = DateTimeOffset.UnixEpoch,
    };

    private static CommitBatch Batch(params OperationId[] ids)
    {
        var batch = new StoreBatch(DateTimeOffset.UnixEpoch);
        foreach (var id in ids)
        {
            batch.Operation(id, OperationKind.Receive).Move(Tea, onHand: 1);
        }

        return batch.Build();
    }

    private static LedgerKeys KeysOf(IEnumerable<OperationId> ids)
    {
        var keys = new LedgerKeys();
        keys.Operations.AddRange(ids);
        return keys;
    }

    private static async Task<int> SendAsync(SqliteInventoryStore store, IEnumerable<int> numbers)
    {
        var applied = 0;
        foreach (var some in numbers.Chunk(7))
        {
            // As the engine does: what was applied before is left out, and the rest asked again.
            var left = some.Select(Id).ToList();
            while (left.Count > 0)
            {
                var result = await store.Ledger.CommitAsync(Batch([.. left]));
                if (result.Status == CommitStatus.Committed)
                {
                    applied += left.Count;
                    break;
                }

                Assert.NotEmpty(result.Duplicates);
                left.RemoveAll(result.Duplicates.Contains);
            }
        }

        return applied;
    }

    private static async Task ReceiveAsync(SqliteInventoryStore store, int first, int count)
    {
        foreach (var some in Enumerable.Range(first, count).Chunk(10))
        {
            Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(Batch([.. some.Select(Id)]))).Status);
        }
    }

    private static async Task AssertKnownAsync(SqliteInventoryStore store, int first, int count)
    {
        OperationId[] ids = [.. Enumerable.Range(first, count).Select(Id)];
        var refused = new StoreBatch(DateTimeOffset.UnixEpoch);
        Array.ForEach(ids, id => refused.Refused(id));
        Assert.Equal(ids, (await store.Ledger.CommitAsync(refused.Build())).Duplicates);
        Assert.Equal(ids, (await store.Ledger.CommitAsync(Batch(ids))).Duplicates);
        await AssertFoundAsync(store, Enumerable.Range(first, count));
    }

    private static async Task AssertFoundAsync(SqliteInventoryStore store, IEnumerable<int> numbers)
    {
        var ids = numbers.Select(Id).ToArray();
        var loaded = await store.Ledger.LoadAsync(KeysOf(ids));
        Assert.Equal(ids.ToHashSet(), loaded.Operations.Select(operation => operation.Record.Id).ToHashSet());
        Assert.All(loaded.Operations, operation => Assert.Single(operation.Movements));
    }

    private async Task<SqliteInventoryStore> OpenAsync(bool isEager = true)
    {
        var store = isEager ? EagerFolding.Open(_file.ConnectionString) : new SqliteInventoryStore(_file.ConnectionString);
        await store.InitializeAsync();
        return store;
    }

    private long Scalar(string sql)
    {
        using var connection = new SqliteConnection($"{_file.ConnectionString};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
