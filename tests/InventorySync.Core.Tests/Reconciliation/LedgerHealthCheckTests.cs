using InventorySync.Intake;
using InventorySync.Reconciliation.Verification;
using InventorySync.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Reconciliation;

/// <summary>What a health probe hears of the ledger.</summary>
public sealed class LedgerHealthCheckTests
{
    [Fact]
    public void CheckHealthAsync_SoundLedger_IsHealthyWithFigures() => Run(async inventory =>
    {
        await inventory.ReceiveAsync("CUP", 1);

        var result = await CheckAsync(inventory);

        Assert.Equal((HealthStatus.Healthy, "The ledger is sound."), (result.Status, result.Description));
        Assert.Equal(1L, result.Data["levels"]);
    });

    [Fact]
    public void CheckHealthAsync_LedgerThatDiffers_FailsWithTheFirstDifference()
    {
        var ledger = new TamperedLedger { Level = level => level with { OnHand = 5 } };
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 1);

                var result = await CheckAsync(inventory);

                Assert.Equal(HealthStatus.Degraded, result.Status);
                Assert.Equal("The ledger is not sound: 1 differences, the first: CUP@store: on hand is 5, its ledger adds up to 1 (I2).", result.Description);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void CheckHealthAsync_AskedOften_VerifiesOnceAnInterval()
    {
        var reads = 0;
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                ledger.OnReadMovements = () =>
                {
                    reads++;
                    return Task.CompletedTask;
                };
                await CheckAsync(inventory);
                await CheckAsync(inventory);
                Assert.Equal(1, reads);

                inventory.Time.Advance(LedgerHealthCheck.VerificationInterval);
                await CheckAsync(inventory);
                Assert.Equal(2, reads);
            },
            store: new TamperedStore(ledger));
    }

    [Fact]
    public void CheckHealthAsync_StoreFails_FailsAndTriesAgainTheNextTime()
    {
        var ledger = new TamperedLedger();
        Run(
            async inventory =>
            {
                ledger.OnReadMovements = () => throw new StorageException("the disk is gone", isTransient: true);
                var result = await CheckAsync(inventory);
                Assert.Equal((HealthStatus.Degraded, "The ledger could not be verified."), (result.Status, result.Description));
                Assert.IsType<StorageException>(result.Exception);

                ledger.OnReadMovements = null;
                Assert.Equal(HealthStatus.Healthy, (await CheckAsync(inventory)).Status);
            },
            store: new TamperedStore(ledger));
    }

    private static Task<HealthCheckResult> CheckAsync(InventoryUnderTest inventory)
    {
        var check = inventory.Get<LedgerHealthCheck>();
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("ledger", check, HealthStatus.Degraded, tags: null) });
    }
}
