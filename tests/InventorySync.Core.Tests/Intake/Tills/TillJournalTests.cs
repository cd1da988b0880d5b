using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Stock;
using InventorySync.Storage;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Intake.Tills;

/// <summary>A till that sells while it is offline, and is merged later.</summary>
public sealed class TillJournalTests : IDisposable
{
    private static readonly ChannelId Till = new("till-2");
    private static readonly DateTimeOffset SoldAt = ChannelOrders.At(-30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "till-2.journal");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void DrainAsync_SalesOfAnOfflineTill_AreFactsOfTheirOwnTimeInTheirOrder() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 3));
        await journal.AppendAsync(Sale("0002", 2, minutes: 5));
        Assert.Equal(2, journal.Pending);

        var report = await inventory.Intake.DrainAsync(journal);

        Assert.Equal(new TillDrainReport { Applied = 2 }, report);
        Assert.Equal((5, 0), await inventory.LevelAsync("CUP"));
        var sales = (await ListAsync(inventory.Store.Ledger.ReadMovementsAsync(new()))).Where(movement => movement.Kind == OperationKind.RecordSale).ToArray();
        Assert.Equal(["till-2:0001", "till-2:0002"], sales.Select(sale => sale.Operation.ToString()));
        Assert.Equal([SoldAt, SoldAt.AddMinutes(5)], sales.Select(sale => sale.OccurredAt));
        Assert.All(sales, sale => Assert.Equal(Till, sale.Channel));
        Assert.Equal(0, journal.Pending);
    });

    [Fact]
    public void DrainAsync_Twice_ChangesNothing() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 3));
        await inventory.Intake.DrainAsync(journal);

        Assert.Equal(new TillDrainReport(), await inventory.Intake.DrainAsync(journal));
        Assert.Equal((7, 0), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void DrainAsync_ProgressLost_FindsEverySaleRecorded() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using (var journal = Open())
        {
            await journal.AppendAsync(Sale("0001", 3));
            await journal.AppendAsync(Sale("0002", 1));
        }

        var bytes = File.ReadAllBytes(Path);
        using (var journal = Open())
        {
            await inventory.Intake.DrainAsync(journal);
        }

        File.WriteAllBytes(Path, bytes);
        File.Delete(Path + ".progress");
        using var again = Open();

        Assert.Equal(new TillDrainReport { Repeated = 2 }, await inventory.Intake.DrainAsync(again));
        Assert.Equal((6, 0), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void DrainAsync_StoreFailsInBetween_GoesOnThereLater()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                using var journal = Open();
                await journal.AppendAsync(Sale("0001", 1));
                await journal.AppendAsync(Sale("0002", 2));
                var commits = 0;
                store.Ledger.OnCommit = (_, commit) => ++commits == 2 ? throw new StorageException("the disk is full", isTransient: false) : commit();

                await Assert.ThrowsAsync<StorageException>(() => inventory.Intake.DrainAsync(journal));
                Assert.Equal(1, journal.Pending);

                Assert.Equal(new TillDrainReport { Applied = 1 }, await inventory.Intake.DrainAsync(journal));
                Assert.Equal((7, 0), await inventory.LevelAsync("CUP"));
            },
            store: store);
    }

    [Fact]
    public void DrainAsync_SaleOfMoreThanThereIs_IsRecordedWithAnIncident() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 2);
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 5));

        var report = await inventory.Intake.DrainAsync(journal);

        Assert.Equal(3, report.UnitsUncovered);
        Assert.Equal((-3, 0), await inventory.LevelAsync("CUP"));
        var incident = Assert.Single(await ListAsync(inventory.Get<IIncidents>().ReadAsync()));
        Assert.Equal((IncidentCause.OfflineSale, (ChannelId?)Till), (incident.Cause, incident.Channel));
    });

    [Fact]
    public void DrainAsync_UnknownSku_WaitsAndHoldsNothingElseBack() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using var journal = Open();
        await journal.AppendAsync(new TillSale { Receipt = "0001", SoldAt = SoldAt, Lines = [Line("CUP", 2), Line("VASE", 1)] });
        await journal.AppendAsync(Sale("0002", 1));

        var report = await inventory.Intake.DrainAsync(journal);

        Assert.Equal(new TillDrainReport { Applied = 2, DeadLettered = 1 }, report);
        Assert.Equal((7, 0), await inventory.LevelAsync("CUP"));
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Equal((DeadLetterKind.OfflineSale, Till, "till-2:0001@20260101T113000000:1"), (letter.Kind, letter.Channel, letter.Key));
        Assert.Equal("SKU 'VASE' of receipt '0001' is neither in the catalogue nor in stock anywhere; add the item or receive stock, then retry.", letter.Cause);

        Assert.Equal(DeadLetterRetryStatus.Failed, (await inventory.Letters.RetryAsync(letter.Id)).Status);
        await inventory.ReceiveAsync("VASE", 4);
        Assert.True((await inventory.Letters.RetryAsync(letter.Id)).IsSucceeded);
        Assert.Equal((3, 0), await inventory.LevelAsync("VASE"));
        Assert.Equal((7, 0), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void DrainAsync_CrashAmongTheLinesOfARefusedSale_RecordsEachLineOnce()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                await inventory.ReceiveAsync("BOWL", 10);
                using (var journal = Open())
                {
                    await journal.AppendAsync(new TillSale { Receipt = "0001", SoldAt = SoldAt, Lines = [Line("CUP", 2), Line("VASE", 1), Line("BOWL", 3)] });
                    var commits = 0;
                    store.Ledger.OnCommit = (batch, commit) =>
                        batch.Operations.Count > 0 && ++commits == 2 ? throw new StorageException("crash", isTransient: false) : commit();
                    await Assert.ThrowsAsync<StorageException>(() => inventory.Intake.DrainAsync(journal));
                    store.Ledger.OnCommit = null;
                }

                // The SKU becomes known meanwhile: as a whole the sale would be taken now, and its first line twice.
                await inventory.ReceiveAsync("VASE", 4);
                using var again = Open();
                await inventory.Intake.DrainAsync(again);
                foreach (var letter in await inventory.OpenLettersAsync())
                {
                    await inventory.Letters.RetryAsync(letter.Id);
                }

                Assert.Equal((8, 0), await inventory.LevelAsync("CUP"));
                Assert.Equal((3, 0), await inventory.LevelAsync("VASE"));
                Assert.Equal((7, 0), await inventory.LevelAsync("BOWL"));
            },
            store: store);
    }

    [Fact]
    public void DrainAsync_SaleThatTheTillHadAskedForOnline_CountsOnce() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.Stock.ApplyAsync(StockOperation.Sell(TillSale.OperationOf(Till, "0001"), Line("CUP", 3)));
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 3));

        Assert.Equal(new TillDrainReport { Repeated = 1 }, await inventory.Intake.DrainAsync(journal));
        Assert.Equal((7, 0), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void DrainAsync_ReceiptNumbersBeginAgain_CountsBothSales() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 3));
        await inventory.Intake.DrainAsync(journal);
        await journal.AppendAsync(Sale("0001", 2, minutes: 24 * 60));
        await inventory.Intake.DrainAsync(journal);
        await journal.AppendAsync(Sale("0001", 2, minutes: 24 * 60));

        Assert.Equal(new TillDrainReport { Repeated = 1 }, await inventory.Intake.DrainAsync(journal));
        Assert.Equal((5, 0), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void DrainAsync_DamagedLine_IsKeptAsItWasAndHoldsNothingBack() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 10);
        using (var journal = Open())
        {
            await journal.AppendAsync(Sale("0001", 3));
            await journal.AppendAsync(Sale("0002", 2));
        }

        var text = File.ReadAllText(Path);
        File.WriteAllText(Path, text.Replace("0001", "0009", StringComparison.Ordinal));
        using var damaged = Open();

        Assert.Equal(new TillDrainReport { Applied = 1, Damaged = 1 }, await inventory.Intake.DrainAsync(damaged));
        Assert.Equal((8, 0), await inventory.LevelAsync("CUP"));
        var letter = Assert.Single(await inventory.OpenLettersAsync());
        Assert.Contains("\"receipt\":\"0009\"", letter.Payload, StringComparison.Ordinal);
        var retry = await inventory.Letters.RetryAsync(letter.Id);
        Assert.Equal("The letter holds no sale that can be read; record it by hand from the letter's text, then dismiss the letter.", retry.Cause);
        Assert.True(await inventory.Letters.DismissAsync(letter.Id, "rung up by hand"));
    });

    [Fact]
    public void AppendAsync_WhileEarlierSalesAreDrained_IsDrainedToo()
    {
        var store = new FaultyStore();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 10);
                using var journal = Open();
                await journal.AppendAsync(Sale("0001", 1));
                store.Ledger.Close();
                var drain = inventory.Intake.DrainAsync(journal);
                await journal.AppendAsync(Sale("0002", 1));
                var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => inventory.Intake.DrainAsync(journal));
                Assert.Equal("The journal of till-2 is being drained already; await that drain.", fault.Message);

                store.Ledger.Open();

                Assert.Equal(2, (await drain).Applied);
                Assert.Equal((8, 0), await inventory.LevelAsync("CUP"));
            },
            store: store);
    }

    [Fact]
    public async Task AppendAsync_SameSaleTwice_IsWrittenOnce()
    {
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 1));
        await journal.AppendAsync(Sale("0001", 1));

        Assert.Equal(1, journal.Pending);
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Sale("0001", 2)));
        Assert.StartsWith("The journal has another sale under receipt '0001' of 2026-01-01T11:30:00", fault.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, long, string> BadSales => new()
    {
        { "", 1, "TillSale.Receipt is empty; give it 1 to 40 characters." },
        { new string('9', 41), 1, $"TillSale.Receipt '{new string('9', 32)}…' has 41 characters; at most 40 are allowed." },
        { "7\n", 1, "TillSale.Receipt '7\n' begins or ends with white space; trim it." },
        { "1", 0, "Lines[0].Quantity of SKU 'CUP' is 0; give 1 to 1000000000 whole units." },
        { "1", -1, "Lines[0].Quantity of SKU 'CUP' is -1; give 1 to 1000000000 whole units." },
        { "1", 1_000_000_001, "Lines[0].Quantity of SKU 'CUP' is 1000000001; give 1 to 1000000000 whole units." },
    };

    [Theory]
    [MemberData(nameof(BadSales))]
    public async Task AppendAsync_BadSale_IsRefusedAtTheTill(string receipt, long quantity, string message)
    {
        using var journal = Open();

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(Sale(receipt, quantity)));

        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, journal.Pending);
    }

    [Fact]
    public async Task AppendAsync_SaleWithoutLines_IsRefusedAtTheTill()
    {
        using var journal = Open();

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => journal.AppendAsync(new TillSale { Receipt = "1", SoldAt = SoldAt, Lines = [] }));

        Assert.StartsWith("Lines has 0 entries; give 1 to 1000.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ByTwoAtOnce_IsRefused()
    {
        using var journal = Open();

        Assert.ThrowsAny<IOException>(Open);
    }

    [Fact]
    public void Open_TillWithoutAValue_IsRefused()
    {
        var fault = Assert.Throws<ArgumentException>(() => TillJournal.Open(Path, default));

        Assert.StartsWith("ChannelId has no value; name the till, such as new ChannelId(\"till-2\").", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ProgressOfAJournalThatWasEmptied_DrainsFromItsBeginning()
    {
        await File.WriteAllTextAsync(Path + ".progress", """{"drained":5000,"split":null}""");
        using var journal = Open();
        await journal.AppendAsync(Sale("0001", 1));

        Assert.Equal(1, journal.Pending);
    }

    [Fact]
    public async Task Open_ProgressThatCantBeRead_DrainsFromTheBeginning()
    {
        using (var journal = Open())
        {
            await journal.AppendAsync(Sale("0001", 1));
        }

        await File.WriteAllTextAsync(Path + ".progress", "{");
        using var again = Open();

        Assert.Equal(1, again.Pending);
    }

    private static StockLine Line(string sku, long quantity) => new(new Sku(sku), quantity, new LocationId("store"));

    private static TillSale Sale(string receipt, long quantity, double minutes = 0) =>
        new() { Receipt = receipt, SoldAt = SoldAt.AddMinutes(minutes), Lines = [Line("CUP", quantity)] };

    private TillJournal Open() => TillJournal.Open(Path, Till);
}
