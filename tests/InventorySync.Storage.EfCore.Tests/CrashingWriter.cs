using System.Globalization;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Sqlite;
using InventorySync.Storage.EfCore.Sqlite.Keys;
using InventorySync.Testing.Stores;

namespace InventorySync.Storage.EfCore;

/// <summary>This assembly as a program: sells for ever and says each sale's number once it is committed, until it is killed.</summary>
internal static class CrashingWriter
{
    /// <summary>The argument by which keys are folded with nearly every sale, so that it is killed between commits and folds.</summary>
    public const string EagerFolds = "eager-folds";

    public static LevelKey Key { get; } = new(new Sku("TEA"), new LocationId("north"));

    public static OperationId Id(long sale) => new($"sale {sale.ToString(CultureInfo.InvariantCulture)}");

    public static async Task Main(string[] arguments)
    {
        await using var store = arguments.Contains(EagerFolds) ? EagerFolding.Open(arguments[0]) : new SqliteInventoryStore(arguments[0]);
        await store.InitializeAsync();
        var levels = await store.Ledger.ReadLevelsAsync([Key.Sku]);
        for (var sale = levels.Count == 0 ? 1 : levels[0].Version + 1; ; sale++)
        {
            var batch = new StoreBatch(DateTimeOffset.UnixEpoch).Operation(Id(sale), OperationKind.RecordSale).Move(Key, onHand: -1);
            await store.Ledger.CommitAsync(batch.Build());
            Console.WriteLine(sale.ToString(CultureInfo.InvariantCulture));
        }
    }
}
