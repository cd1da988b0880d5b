using InventorySync.Stock;
using InventorySync.Testing.Stores;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.EfCore.Sqlite;

/// <summary>What a broken, busy or missing file looks like to who calls.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private static readonly LevelKey Tea = new(new Sku("TEA"), new LocationId("north"));

    private readonly DatabaseFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(5, true, "stayed busy")]
    [InlineData(6, true, "stayed busy")]
    [InlineData(13, true, "is full")]
    [InlineData(10, true, "See to the disk")]
    [InlineData(7, true, "failed")]
    [InlineData(8, false, "read-only")]
    [InlineData(3, false, "read-only")]
    [InlineData(11, false, "damaged")]
    [InlineData(26, false, "no SQLite database")]
    [InlineData(14, false, "cannot be opened")]
    [InlineData(19, false, "failed")]
    public void Translate_ResultCode_SaysWhatToDoAndWhetherToAskAgain(int code, bool isTransient, string words)
    {
        var fault = SqliteFault.Translate(new SqliteException("cause", code), "stock.db");

        Assert.Equal(isTransient, fault.IsTransient);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("stock.db", fault.Message, StringComparison.Ordinal);
        Assert.IsType<SqliteException>(fault.InnerException);
    }

    [Fact]
    public async Task Initialize_FolderMissing_SaysSo()
    {
        await using var store = new SqliteInventoryStore($"Data Source={_file.Folder}/none/inventory.db");

        var fault = await Assert.ThrowsAsync<StorageException>(() => store.InitializeAsync());

        Assert.False(fault.IsTransient);
        Assert.Contains("the folder has to exist", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Initialize_OtherFile_SaysThatItIsNoDatabase()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 10_000));
        await using var store = new SqliteInventoryStore(_file.ConnectionString);

        var fault = await Assert.ThrowsAsync<StorageException>(() => store.InitializeAsync());

        Assert.False(fault.IsTransient);
        Assert.Contains("no SQLite database", fault.Message, StringComparison.Ordinal);
    }

    // A process that may do anything, as in a container, is not kept from a file by its mode: SQLite is told to open it for reading.
    [Fact]
    public async Task Initialize_ReadOnlyFile_IsRefusedAtStart()
    {
        await using (await OpenAsync())
        {
        }

        await using var store = new SqliteInventoryStore($"Data Source=file:{_file.Path}?mode=ro");
        var fault = await Assert.ThrowsAsync<StorageException>(() => store.InitializeAsync());

        Assert.False(fault.IsTransient);
        Assert.Contains("is read-only: give this process the right to write", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CREATE TABLE customers (id INTEGER); CREATE TABLE ledger (id INTEGER)")]
    [InlineData("CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" TEXT, \"ProductVersion\" TEXT); CREATE TABLE customers (id INTEGER)")]
    public async Task Initialize_FileOfAnotherApplication_IsRefusedAndLeftAsItWas(string tables)
    {
        using (var other = new SqliteConnection(_file.ConnectionString + ";Pooling=False"))
        {
            other.Open();
            using var create = other.CreateCommand();
            create.CommandText = tables;
            create.ExecuteNonQuery();
        }

        var before = await File.ReadAllBytesAsync(_file.Path);
        await using (var store = new SqliteInventoryStore(_file.ConnectionString))
        {
            var fault = await Assert.ThrowsAsync<StorageException>(() => store.InitializeAsync());
            Assert.False(fault.IsTransient);
            Assert.Contains("is another application's: it has the tables ", fault.Message, StringComparison.Ordinal);
            Assert.Contains("customers", fault.Message, StringComparison.Ordinal);
            Assert.Contains("Name a file of the inventory's own", fault.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_file.Path));
    }

    [Fact]
    public async Task Initialize_FileOfAnotherApplicationWithAPrefix_IsShared()
    {
        using (var other = new SqliteConnection(_file.ConnectionString + ";Pooling=False"))
        {
            other.Open();
            using var create = other.CreateCommand();
            create.CommandText = "CREATE TABLE ledger (id INTEGER)";
            create.ExecuteNonQuery();
        }

        await using var store = new SqliteInventoryStore(SqliteSettings.Parse(_file.ConnectionString, tables: new TableOptions { TablePrefix = "inv_" }));
        await store.InitializeAsync();

        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(Sale("op 1"))).Status);
    }

    [Fact]
    public async Task Read_DamagedFile_SaysThatItIsDamaged()
    {
        await using (var whole = await OpenAsync())
        {
            var batch = new StoreBatch(DateTimeOffset.UnixEpoch);
            for (var i = 0; i < 2_000; i++)
            {
                batch.Operation(new OperationId($"op {i}")).Move(new LevelKey(new Sku($"SKU-{i:D5}"), Tea.Location), onHand: 1);
            }

            await whole.Ledger.CommitAsync(batch.Build());
        }

        await using (var bytes = File.OpenWrite(_file.Path))
        {
            bytes.Position = 4096;
            bytes.Write(Enumerable.Repeat((byte)0xA5, (int)bytes.Length - 4096).ToArray());
        }

        await using var damaged = new SqliteInventoryStore(_file.ConnectionString);
        var fault = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            await damaged.InitializeAsync();
            await damaged.Ledger.ReadLevelsAsync([new Sku("SKU-00001")]);
        });

        Assert.False(fault.IsTransient);
        Assert.Contains("damaged", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_OtherProcessWriting_FailsAfterTheTimeoutAndWorksOnceItIsFree()
    {
        await using var store = await OpenAsync(";Default Timeout=1");
        using var other = new SqliteConnection(_file.ConnectionString);
        other.Open();
        using (other.BeginTransaction(deferred: false))
        {
            var commit = await Assert.ThrowsAsync<StorageException>(() => store.Ledger.CommitAsync(Sale("op 1")));
            Assert.True(commit.IsTransient);
            Assert.Contains("'Default Timeout'", commit.Message, StringComparison.Ordinal);
            var save = await Assert.ThrowsAsync<StorageException>(() => store.Channels.SavePausedAsync(new("shop"), paused: true));
            Assert.True(save.IsTransient);
        }

        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(Sale("op 1"))).Status);
        await store.Channels.SavePausedAsync(new("shop"), paused: true);
    }

    [Fact]
    public async Task Read_OtherProcessWriting_DoesNotWait()
    {
        await using var store = await OpenAsync(";Default Timeout=1");
        await store.Ledger.CommitAsync(Sale("op 1"));
        using var other = new SqliteConnection(_file.ConnectionString);
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);
        using var write = other.CreateCommand();
        write.Transaction = transaction;
        write.CommandText = "UPDATE levels SET on_hand = 99";
        write.ExecuteNonQuery();

        Assert.Equal(-1, (await store.Ledger.ReadLevelsAsync([Tea.Sku]))[0].OnHand);
        Assert.Equal(-1, (await store.Ledger.LoadAsync(KeysOf(Tea.Sku))).Levels[0].OnHand);

        // A batch that only confirms refusals writes nothing, so it waits for nobody either.
        var refusals = new StoreBatch(DateTimeOffset.UnixEpoch).Refused(new OperationId("op 2")).Guard(Tea, versionExact: 1).Build();
        Assert.Equal(CommitStatus.Committed, (await store.Ledger.CommitAsync(refusals)).Status);
    }

    [Fact]
    public async Task EveryCall_BeforeInitialize_NamesIt()
    {
        await using var store = new SqliteInventoryStore(_file.ConnectionString);

        var read = await Assert.ThrowsAsync<InvalidOperationException>(() => store.Ledger.ReadLevelsAsync([Tea.Sku]));
        var write = await Assert.ThrowsAsync<InvalidOperationException>(() => store.Ledger.CommitAsync(Sale("op 1")));

        Assert.Contains("InitializeAsync()", read.Message, StringComparison.Ordinal);
        Assert.Contains("InitializeAsync()", write.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryCall_AfterDispose_Throws()
    {
        var store = await OpenAsync();
        store.Dispose();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Ledger.CommitAsync(Sale("op 1")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Ledger.ReadLevelsAsync([Tea.Sku]));
    }

    [Fact]
    public async Task Commit_KeyOfAnotherText_IsRefusedRatherThanTakenForIt()
    {
        await using var store = await OpenAsync();
        await store.Ledger.CommitAsync(Sale("op 1"));
        using (var other = new SqliteConnection(_file.ConnectionString))
        {
            other.Open();
            using var forge = other.CreateCommand();
            forge.CommandText = "UPDATE ledger SET operation_text = 'another'";
            forge.ExecuteNonQuery();
        }

        var fault = await Assert.ThrowsAsync<StorageException>(() => store.Ledger.CommitAsync(Sale("op 1")));

        Assert.False(fault.IsTransient);
        Assert.Contains("'op 1' has the same 128-bit key as operation 'another'", fault.Message, StringComparison.Ordinal);
        var keys = new LedgerKeys();
        keys.Operations.Add(new OperationId("op 1"));
        Assert.Empty((await store.Ledger.LoadAsync(keys)).Operations);
    }

    private static CommitBatch Sale(string id) =>
        new StoreBatch(DateTimeOffset.UnixEpoch).Operation(new OperationId(id), OperationKind.RecordSale).Move(Tea, onHand: -1).Build();

    private static LedgerKeys KeysOf(Sku sku)
    {
        var keys = new LedgerKeys();
        keys.Skus.Add(sku);
        return keys;
    }

    private async Task<SqliteInventoryStore> OpenAsync(string more = "")
    {
        var store = new SqliteInventoryStore(_file.ConnectionString + more);
        await store.InitializeAsync();
        return store;
    }
}
