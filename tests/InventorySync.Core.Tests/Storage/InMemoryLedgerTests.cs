using InventorySync.Stock;
using InventorySync.Testing.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Storage;

/// <summary>What the store in memory does beyond what every store does: segments, chains, and taking back.</summary>
public sealed class InMemoryLedgerTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly LevelKey Tea = new(new Sku("TEA"), new LocationId("north"));

    private readonly ILedgerStore _ledger = new InMemoryInventoryStore().Ledger;

    /// <summary>Segments and the index grow, a refused batch is taken back across their borders, and all is found afterwards.</summary>
    [Fact]
    public async Task Commit_ManyWithRefusedBetween_KeepsTheIndexWhole()
    {
        const int Batches = 40;
        const int Size = 97;
        for (var number = 0; number < Batches; number++)
        {
            var refused = Sales(number + 1_000).Guard(Tea, versionExact: long.MaxValue);
            Assert.Equal(CommitStatus.GuardFailed, (await _ledger.CommitAsync(refused.Build())).Status);
            Assert.Equal(CommitStatus.Committed, (await _ledger.CommitAsync(Sales(number).Build())).Status);
        }

        var keys = new LedgerKeys();
        for (var number = 0; number < Batches; number++)
        {
            keys.Operations.Add(Id(number, 0));
            keys.Operations.Add(Id(number, Size - 1));
            keys.Operations.Add(Id(number + 1_000, 0));
        }

        var found = (await _ledger.LoadAsync(keys)).Operations;
        Assert.Equal(2 * Batches, found.Count);
        Assert.All(found, operation => Assert.Equal(operation.Record.Id, Assert.Single(operation.Movements).Operation));
        Assert.Equal(-Batches * Size, (await _ledger.ReadLevelsAsync([Tea.Sku]))[0].OnHand);

        StoreBatch Sales(int number)
        {
            var batch = new StoreBatch(Noon);
            for (var sale = 0; sale < Size; sale++)
            {
                batch.Operation(Id(number, sale), OperationKind.RecordSale).Move(Tea, onHand: -1);
            }

            return batch;
        }
    }

    /// <summary>A stream shows the ledger as it was when the stream began.</summary>
    [Fact]
    public async Task ReadMovements_CommitMeanwhile_ShowsTheStart()
    {
        LevelKey[] keys = [Tea, Tea with { Location = new LocationId("south") }];
        await _ledger.CommitAsync(new StoreBatch(Noon).Operation(Id(0, 0)).Move(keys[0], onHand: 1).Move(keys[1], onHand: 1).Build());

        var count = 0;
        await foreach (var movement in _ledger.ReadMovementsAsync(new MovementQuery()))
        {
            Assert.Equal(1, movement.Version);
            await _ledger.CommitAsync(new StoreBatch(Noon).Operation(Id(1, count++)).Move(keys[0], onHand: 1).Move(keys[1], onHand: 1).Build());
        }

        Assert.Equal(2, count);
    }

    /// <summary>A sum that no number holds is a bug of the caller, and nothing is written.</summary>
    [Fact]
    public async Task Commit_Overflow_ThrowsAndWritesNothing()
    {
        await _ledger.CommitAsync(new StoreBatch(Noon).Operation(Id(0, 0)).Move(Tea, onHand: long.MaxValue).Build());

        await Assert.ThrowsAsync<OverflowException>(
            () => _ledger.CommitAsync(new StoreBatch(Noon).Operation(Id(0, 1)).Move(Tea, onHand: 1).Build()));

        Assert.Equal(1, (await _ledger.ReadLevelsAsync([Tea.Sku]))[0].Version);
        Assert.Equal(CommitStatus.Committed, (await _ledger.CommitAsync(new StoreBatch(Noon).Operation(Id(0, 1)).Move(Tea, onHand: -1).Build())).Status);
    }

    [Fact]
    public void UseInMemoryStore_Twice_SaysThatAnInventoryHasOneStore()
    {
        var fault = Assert.Throws<InvalidOperationException>(
            () => new ServiceCollection().AddInventorySync(sync => sync.UseInMemoryStore().UseInMemoryStore()));

        Assert.Contains("A store has been chosen already", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UseInMemoryStore_Once_RegistersOneForAll()
    {
        using var provider = new ServiceCollection().AddInventorySync(sync => sync.UseInMemoryStore()).BuildServiceProvider();

        Assert.IsType<InMemoryInventoryStore>(provider.GetRequiredService<IInventoryStore>());
        Assert.Same(provider.GetRequiredService<IInventoryStore>(), provider.GetRequiredService<IInventoryStore>());
    }

    private static OperationId Id(int batch, int sale) =>
        sale % 2 == 0 ? new OperationId($"sale {batch}-{sale}") : new OperationId(new Guid(batch, (short)sale, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1));
}
