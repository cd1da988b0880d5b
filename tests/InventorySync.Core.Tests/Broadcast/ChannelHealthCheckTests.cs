using InventorySync.Intake;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static InventorySync.Intake.InventoryUnderTest;

namespace InventorySync.Broadcast;

/// <summary>What a health probe hears of the channels.</summary>
public sealed class ChannelHealthCheckTests
{
    [Fact]
    public void CheckHealthAsync_EveryChannelRuns_IsHealthyWithFigures() => Run(async inventory =>
    {
        inventory.Shop.OnFetch = (_, _) => throw new IOException("503");
        await inventory.NotifyAsync("fetch:1");

        var result = await CheckAsync(inventory);

        Assert.Equal((HealthStatus.Healthy, "Every channel is kept up to date."), (result.Status, result.Description));
        Assert.Equal(["Running", 0, 0L, 1], new[] { "state", "stale", "unitsAtRisk", "inbox" }.Select(key => result.Data[$"shop.{key}"]));
    });

    [Fact]
    public void CheckHealthAsync_PausedByAPerson_IsHealthy() => Run(async inventory =>
    {
        await inventory.Get<IBroadcast>().PauseAsync(ShopId);

        var result = await CheckAsync(inventory);

        Assert.Equal((HealthStatus.Healthy, "Paused"), (result.Status, result.Data["shop.state"]));
    });

    [Fact]
    public void CheckHealthAsync_ChannelThatKeepsFailing_IsNamedWithItsWords()
    {
        var shop = new FakeShop { OnPush = () => throw new IOException("503 maintenance") };
        Run(
            async inventory =>
            {
                await inventory.ReceiveAsync("CUP", 5);
                await inventory.ListAsync("CUP", "item-1");

                // Looked at while the breaker is open, not while one call tries the channel.
                HealthCheckResult result;
                do
                {
                    inventory.Time.AdvanceToNextTimer();
                    result = await CheckAsync(inventory);
                }
                while (result.Status == HealthStatus.Healthy);

                Assert.Equal(HealthStatus.Degraded, result.Status);
                Assert.Equal("Channel shop keeps failing and is left alone: IOException: 503 maintenance.", result.Description);
            },
            shop: shop);
    }

    private static Task<HealthCheckResult> CheckAsync(InventoryUnderTest inventory)
    {
        var check = inventory.Get<ChannelHealthCheck>();
        return check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration("channels", check, HealthStatus.Degraded, tags: null) });
    }
}
