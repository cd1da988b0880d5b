using InventorySync.Broadcast;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Reconciliation.Verification;

/// <summary>The ledger proves itself, and what differs is found, told, and set right by movements of its own.</summary>
public sealed class LedgerVerifierTests
{
    private static readonly LevelKey Cup = new(new Sku("CUP"), new LocationId("store"));

    [Fact]
    public void VerifyAsync_LedgerThatTheEngineWrote_IsSound() => Run(async inventory =>
    {
        await TradeAsync(inventory);

        var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

        Assert.True(report.IsSound);
        Assert.Equal((2, 5, 0, 0), (report.Levels, report.Movements, report.DifferenceCount, report.UnsettledCount));
        Assert.Equal("2 levels, 5 movements: sound, 0 differences (0 repairable, 0 hints)", report.ToString());
    });

    [Fact]
    public void VerifyAsync_EmptyLedger_IsSound() => Run(async inventory => Assert.True((await inventory.Get<ILedgerVerifier>().VerifyAsync()).IsSound));

    [Fact]
    public void VerifyAsync_LevelAndReservationsDiffer_TellsEach()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                ledger.Level = level => level.Key == Cup ? level with { OnHand = level.OnHand + 3, Reserved = 9 } : level;

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.False(report.IsSound);
                Assert.Equal(
                    [
                        "CUP@store: on hand is 11, its ledger adds up to 8 (I2)",
                        "CUP@store: reserved is 9, its ledger adds up to 1 (I2)",
                        "CUP@store: reserved is 9, the open reservations hold 1 (I2)",
                    ],
                    report.Differences.Select(difference => difference.ToString()));
                Assert.Equal((3, 3), (report.DifferenceCount, report.RepairableCount));
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_BrokenChain_NeedsAPerson()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                ledger.Movement = movement => movement switch
                {
                    { Sku.Value: "CUP", Version: 2 } => null,
                    { Sku.Value: "PLATE", Version: 1 } => movement with { OnHand = 6, Reserved = 1 },
                    _ => movement,
                };

                var repair = await inventory.Get<ILedgerVerifier>().RepairAsync(dryRun: false);

                Assert.Equal(
                    [
                        "CUP@store: version 2 is missing, the row there has version 3 (I6); needs a person",
                        "CUP@store: row 3 ends at 8 on hand instead of 10 (I6); needs a person",
                        "PLATE@store: row 1 ends at 6 on hand instead of 5 (I6); needs a person",
                        "PLATE@store: row 1 ends at 1 reserved instead of 0 (I6); needs a person",
                        "PLATE@store: on hand is 5, its ledger adds up to 6 (I2); needs a person",
                        "PLATE@store: reserved is 0, its ledger adds up to 1 (I2); needs a person",
                    ],
                    repair.Report.Differences.Select(difference => difference.ToString()));
                Assert.Equal((0, 0), (repair.CorrectedCount, repair.Report.RepairableCount));
                Assert.Equal((8, 1), await inventory.LevelAsync("CUP"));
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_LedgerThatEndsTooEarly_NeedsAPerson()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                ledger.Movement = movement => movement is { Sku.Value: "CUP", Version: 4 } ? null : movement;

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.Equal("CUP@store: the level is at version 4, but its ledger ends at 3 (I6); needs a person", report.Differences[0].ToString());
                Assert.Equal(0, report.RepairableCount);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void RepairAsync_LevelOlderThanItsLedger_IsSetToTheLedger()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                ledger.Level = level => level.Key == Cup ? level with { OnHand = 10, Reserved = 0, Version = 2 } : level;

                var repair = await inventory.Get<ILedgerVerifier>().RepairAsync(dryRun: false);

                Assert.Equal("CUP@store: the level is at version 2, its ledger at 4 (I6)", repair.Report.Differences[0].ToString());
                var correction = Assert.Single(repair.Corrections);
                Assert.Equal((5, 0, 0, 8, 1), (correction.Version, correction.OnHandDelta, correction.ReservedDelta, correction.OnHand, correction.Reserved));
                Assert.Equal("Level was 10 on hand, 0 reserved at version 2; ledger 8 on hand, 1 reserved at version 4; open reservations 1", correction.Reason);
                Assert.Equal((8, 1), await inventory.LevelAsync("CUP"));
                Assert.True((await inventory.Get<ILedgerVerifier>().VerifyAsync()).IsSound);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void RepairAsync_LevelMovesBeforeTheCorrection_IsLeftForTheNextRepair()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                var reads = 0;

                // From the third read on, which is the correction's own, the row reads differently again.
                ledger.Level = level => level.Key == Cup ? level with { OnHand = ++reads > 3 ? 12 : 11 } : level;

                var repair = await inventory.Get<ILedgerVerifier>().RepairAsync(dryRun: false);

                Assert.Equal((0, 1), (repair.CorrectedCount, repair.MovedCount));
                Assert.Empty(repair.Corrections);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void RepairAsync_ReservedDiffersFromTheReservations_FollowsThem() => Run(async inventory =>
    {
        await TradeAsync(inventory);

        // A correction by hand that forgot the reservation: the chain is intact, and reserved is wrong.
        var level = (await inventory.Store.Ledger.ReadLevelsAsync([Cup.Sku])).Single();
        await inventory.Store.Ledger.CorrectAsync(level, Correction(level, onHandDelta: 0, reservedDelta: 4));

        var repair = await inventory.Get<ILedgerVerifier>().RepairAsync(dryRun: false);

        Assert.Equal("CUP@store: reserved is 5, the open reservations hold 1 (I2)", Assert.Single(repair.Report.Differences).ToString());
        Assert.Equal(1, repair.CorrectedCount);
        Assert.Equal((8, 1), await inventory.LevelAsync("CUP"));
        Assert.True((await inventory.Get<ILedgerVerifier>().VerifyAsync()).IsSound);
    });

    [Fact]
    public void RepairAsync_DryRun_ChangesNothing() => Run(async inventory =>
    {
        await TradeAsync(inventory);
        var level = (await inventory.Store.Ledger.ReadLevelsAsync([Cup.Sku])).Single();
        await inventory.Store.Ledger.CorrectAsync(level, Correction(level, onHandDelta: 0, reservedDelta: 4));

        var repair = await inventory.Get<ILedgerVerifier>().RepairAsync();

        Assert.True(repair.IsDryRun);
        var correction = Assert.Single(repair.Corrections);
        Assert.Equal((OperationKind.Correct, 0, -4, 6), (correction.Kind, correction.OnHandDelta, correction.ReservedDelta, correction.Version));
        Assert.Equal((8, 5), await inventory.LevelAsync("CUP"));
    });

    [Fact]
    public void RepairAsync_Corrected_TellsTheChannelsAndTheEngineGoesOn() => Run(async inventory =>
    {
        await TradeAsync(inventory);
        var level = (await inventory.Store.Ledger.ReadLevelsAsync([Cup.Sku])).Single();
        await inventory.Store.Ledger.CorrectAsync(level, Correction(level, onHandDelta: 0, reservedDelta: 6));
        var signals = new SeenSkus();
        inventory.Get<BroadcastSignals>().Subscribe(signals);

        Assert.Equal(1, (await inventory.Get<ILedgerVerifier>().RepairAsync(dryRun: false)).CorrectedCount);

        Assert.Equal([Cup.Sku], signals.Seen);
        Assert.True((await inventory.Stock.ApplyAsync(StockOperation.Sell(new OperationId("last"), new StockLine(Cup.Sku, 7, Cup.Location)))).IsApplied);
        Assert.True((await inventory.Get<ILedgerVerifier>().VerifyAsync()).IsSound);
    });

    [Fact]
    public void VerifyAsync_ReservationOnALevelThatIsNotThere_IsFound()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                ledger.Reservation = reservation => reservation with { Lines = [.. reservation.Lines, new ReservedLine(new Sku("GHOST"), Cup.Location, 2, 2)] };

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.Equal("GHOST@store: reserved is 0, the open reservations hold 2 (I2)", Assert.Single(report.Differences).ToString());
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_LevelMovesBetweenTheReads_IsNoDifference()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await TradeAsync(inventory);
                var sales = 0;

                // A sale slips in after the levels were read and before their movements are.
                ledger.OnReadMovements = async () =>
                {
                    if (sales++ == 0)
                    {
                        await inventory.Stock.ApplyAsync(StockOperation.Sell(new OperationId("slip"), new StockLine(Cup.Sku, 1, Cup.Location)));
                    }
                };

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.True(report.IsSound, report.ToString());
                Assert.Equal(0, report.UnsettledCount);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_LevelThatNeverStandsStill_IsCalledUnsettled()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 100);
                var sales = 0;
                ledger.OnReadMovements = async () =>
                    await inventory.Stock.ApplyAsync(StockOperation.Sell(new OperationId($"slip-{sales++}"), new StockLine(Cup.Sku, 1, Cup.Location)));

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.True(report.IsSound);
                Assert.Equal(1, report.UnsettledCount);
                Assert.EndsWith("1 levels moved too fast to be judged", report.ToString(), StringComparison.Ordinal);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_NegativeWithAnIncident_IsExplained() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 1);
        await inventory.ApplyAsync(ChannelOrders.Order("1", 0, ChannelOrders.Line("CUP", 3)));

        Assert.Equal(0, (await inventory.Get<ILedgerVerifier>().VerifyAsync()).DifferenceCount);
    });

    [Fact]
    public void VerifyAsync_NegativeWithoutAnIncident_IsAHint()
    {
        var ledger = new TamperedLedger { HidesIncidents = true };
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 1);
                await inventory.ApplyAsync(ChannelOrders.Order("1", 0, ChannelOrders.Line("CUP", 3)));

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.True(report.IsSound);
                Assert.Equal(1, report.HintCount);
                Assert.Equal("CUP@store: available is -2, at least 0 is permitted, and no incident tells of it (I1)", Assert.Single(report.Differences).ToString());
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void VerifyAsync_MoreDifferencesThanAreListed_CountsAll()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                for (var i = 0; i < LedgerReport.DifferencesMax + 5; i++)
                {
                    await inventory.ReceiveAsync($"SKU-{i:D4}", 1);
                }

                ledger.Level = level => level with { OnHand = 7 };

                var report = await inventory.Get<ILedgerVerifier>().VerifyAsync();

                Assert.Equal(LedgerReport.DifferencesMax + 5, report.DifferenceCount);
                Assert.Equal(LedgerReport.DifferencesMax, report.Differences.Count);
                Assert.EndsWith("\nand 5 more", report.ToString(), StringComparison.Ordinal);
            },
            store: new TamperedStore(ledger));
    }

    /// <summary>Five movements, four of them on the cup: 8 on hand, 1 of them promised.</summary>
    private static async Task TradeAsync(InventoryUnderTest inventory)
    {
        await inventory.ReceiveAsync("CUP", 10);
        await inventory.Stock.ApplyAsync(StockOperation.Sell(new OperationId("sale"), new StockLine(Cup.Sku, 2, Cup.Location)));
        await inventory.Stock.ApplyAsync(StockOperation.Reserve(
            new OperationId("hold"),
            new ReservationTerms { Id = new ReservationId("cart"), Owner = ReservationOwner.Cart("1") },
            new StockLine(Cup.Sku, 3, Cup.Location)));
        await inventory.Stock.ApplyAsync(StockOperation.Release(new OperationId("release"), new ReservationId("cart"), new StockLine(Cup.Sku, 2)));
        await inventory.ReceiveAsync("PLATE", 5);
    }

    private static Movement Correction(Level level, long onHandDelta, long reservedDelta) => new()
    {
        Sku = level.Sku,
        Location = level.Location,
        Version = level.Version + 1,
        Operation = new OperationId($"by-hand-{level.Version}"),
        Kind = OperationKind.Correct,
        OnHandDelta = onHandDelta,
        ReservedDelta = reservedDelta,
        OnHand = level.OnHand + onHandDelta,
        Reserved = level.Reserved + reservedDelta,
        OccurredAt = ChannelOrders.Start,
        RecordedAt = ChannelOrders.Start,
    };

    private sealed class SeenSkus : ISignalReceiver
    {
        public List<Sku> Seen { get; } = [];

        public void OnSkuChanged(Sku sku) => Seen.Add(sku);

        public void OnOwnOrderChanged(Channels.ChannelId channel, Sku sku)
        {
        }

        public void OnEverythingChanged()
        {
        }

        public void OnListingChanged(Channels.ChannelId channel, Sku sku)
        {
        }
    }
}
