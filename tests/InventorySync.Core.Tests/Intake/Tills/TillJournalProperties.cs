using FsCheck;
using FsCheck.Fluent;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;
using static InventorySync.Intake.InventoryUnderTest;
using Property = InventorySync.Generators.Property;

namespace InventorySync.Intake.Tills;

/// <summary>Whatever a crash leaves of a journal, exactly the sales that were confirmed to the till are recorded, once.</summary>
public sealed class TillJournalProperties : IDisposable
{
    private static readonly ChannelId Till = new("till-2");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "till-2.journal");

    private static Gen<long[]> Quantities => Gen.NonEmptyListOf(Gen.Choose(1, 5)).Select(list => list.Take(6).Select(units => (long)units).ToArray());

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Journal_CutAnywhere_GivesExactlyTheWholeLines()
    {
        Write([3, 1]);
        var bytes = File.ReadAllBytes(Path);
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var left = bytes[..cut];
            File.WriteAllBytes(Path, left);
            var whole = left.Count(value => value == (byte)'\n');
            using var journal = TillJournal.Open(Path, Till);
            Assert.Equal(whole, journal.Pending);
            Assert.Equal(cut - (Array.LastIndexOf(left, (byte)'\n') + 1), journal.TornBytes);
            Assert.Equal(cut - journal.TornBytes, new FileInfo(Path).Length);
        }
    }

    [Fact]
    public void Journal_CutAndSoldOn_DrainsTheWholeLinesAndWhatFollowed() => Property.Holds(
        from before in Quantities
        from cut in Gen.Choose(0, 2_000)
        from after in Quantities
        select (before, cut, after),
        crash =>
        {
            Write(crash.before);
            var bytes = File.ReadAllBytes(Path);
            var left = bytes[..Math.Min(crash.cut, bytes.Length)];
            File.WriteAllBytes(Path, left);
            var whole = left.Count(value => value == (byte)'\n');
            Run(async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 1_000);
                using var journal = TillJournal.Open(Path, Till);
                for (var i = 0; i < crash.after.Length; i++)
                {
                    await journal.AppendAsync(Sale($"after-{i}", crash.after[i]));
                }

                Assert.Equal(whole + crash.after.Length, (await inventory.Intake.DrainAsync(journal)).Applied);
                Assert.Equal((1_000 - crash.before.Take(whole).Sum() - crash.after.Sum(), 0), await inventory.LevelAsync("CUP"));
            });
            Clean();
        },
        count: 20);

    [Fact]
    public void Journal_DrainThatCrashesAnywhere_RecordsEachSaleOnce() => Property.Holds(
        from quantities in Quantities
        from crashes in Gen.ListOf(Gen.Choose(0, 6).Zip(ArbMap.Default.GeneratorFor<bool>()))
        select (quantities, crashes: crashes.Take(4).ToArray()),
        run =>
        {
            Write(run.quantities);
            var store = new FaultyStore();
            Run(
                async inventory =>
                {
                    await inventory.ReceiveAsync("CUP", 1_000);
                    foreach (var (commits, isProgressKept) in run.crashes)
                    {
                        var (journal, progress) = (ReadOrNull(Path), ReadOrNull(Path + ".progress"));
                        await DrainUntilAsync(inventory, store, commits);
                        if (!isProgressKept)
                        {
                            // The crash came before the progress was written: the files are as they were.
                            Restore(Path, journal);
                            Restore(Path + ".progress", progress);
                        }
                    }

                    await DrainUntilAsync(inventory, store, int.MaxValue);
                    Assert.Equal((1_000 - run.quantities.Sum(), 0), await inventory.LevelAsync("CUP"));
                },
                store: store);
            Clean();
        },
        count: 20);

    private async Task DrainUntilAsync(InventoryUnderTest inventory, FaultyStore store, int commits)
    {
        store.Ledger.OnCommit = (_, commit) => commits-- <= 0 ? throw new StorageException("crash", isTransient: false) : commit();
        using var journal = TillJournal.Open(Path, Till);
        try
        {
            await inventory.Intake.DrainAsync(journal);
        }
        catch (StorageException)
        {
            Assert.True(journal.Pending > 0);
        }

        store.Ledger.OnCommit = null;
    }

    private static byte[]? ReadOrNull(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static void Restore(string path, byte[]? bytes)
    {
        File.Delete(path);
        if (bytes is not null)
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    private static TillSale Sale(string receipt, long quantity) => new()
    {
        Receipt = receipt,
        SoldAt = ChannelOrders.Start,
        Lines = [new StockLine(new Sku("CUP"), quantity, new LocationId("store"))],
    };

    private void Write(long[] quantities)
    {
        using var journal = TillJournal.Open(Path, Till);
        for (var i = 0; i < quantities.Length; i++)
        {
            journal.AppendAsync(Sale($"{i}", quantities[i])).GetAwaiter().GetResult();
        }
    }

    private void Clean()
    {
        File.Delete(Path);
        File.Delete(Path + ".progress");
    }
}
