using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Reconciliation.Verification;

/// <summary>The scan in stretches finds what the scan in one piece finds, whatever the limit of a stretch.</summary>
public sealed class LedgerScanTests
{
    [Fact]
    public void RunAsync_AnyLimitOfAStretch_FindsTheSameDifferences() => TestSeed.Run(seed =>
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                var random = new Random(seed);
                for (var i = 0; i < 12; i++)
                {
                    await inventory.ReceiveAsync($"SKU-{i:D2}", 10);
                }

                for (var i = 0; i < 20; i++)
                {
                    await inventory.Stock.ApplyAsync(StockOperation.Reserve(
                        new OperationId($"hold-{i}"),
                        new ReservationTerms { Id = new ReservationId($"cart-{random.Next()}"), Owner = ReservationOwner.Cart("1") },
                        Line(random.Next(12)),
                        Line(random.Next(12))));
                }

                // A reservation beyond the last level, one before the first, and two levels that are off.
                ledger.Reservation = reservation => reservation with { Lines = [.. reservation.Lines, Held("ZZZ"), Held("AAA")] };
                ledger.Level = level => level.Sku.Value is "SKU-03" or "SKU-11" ? level with { OnHand = 99 } : level;

                var whole = await ScanAsync(ledger, int.MaxValue);
                Assert.Equal(4, whole.Count);
                for (var limit = 1; limit <= 14; limit++)
                {
                    Assert.Equal(whole, await ScanAsync(ledger, limit));
                }
            },
            store: new TamperedStore(ledger));

        static StockLine Line(int sku) => new(new Sku($"SKU-{sku:D2}"), 1, new LocationId("store"));

        static ReservedLine Held(string sku) => new(new Sku(sku), new LocationId("store"), 1, 1);
    });

    private static async Task<List<string>> ScanAsync(ILedgerStore ledger, int limit)
    {
        var found = new List<string>();
        var scan = new LedgerScan(
            ledger,
            _ => 0,
            finding =>
            {
                found.AddRange(finding.Differences.Select(difference => difference.ToString()));
                return ValueTask.CompletedTask;
            },
            limit);
        await scan.RunAsync(CancellationToken.None).ConfigureAwait(false);
        Assert.Equal(12, scan.Levels);
        return found;
    }
}
