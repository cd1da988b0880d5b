using InventorySync.Catalog;
using InventorySync.Engine;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Reservations;

public sealed class ReservationExpiryTests
{
    private static readonly Sku Tea = new("TEA");
    private static readonly LocationId North = new("north");
    private static readonly ReservationId Cart = new("cart-1");
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);

    private readonly VirtualTimeProvider _time = new();
    private readonly InMemoryInventoryStore _store = new();

    [Fact]
    public void Expiry_OfAHoldMadeHere_IsOnTime() => _time.Run(async () =>
    {
        await using var here = await StartAsync();
        await ReserveAsync(here);

        await AssertStatusAfterAsync(TimeSpan.FromMinutes(9), ReservationStatus.Open, here);
        await AssertStatusAfterAsync(TimeSpan.FromMinutes(2), ReservationStatus.Expired, here);
        await StopAsync(here);
    });

    [Fact]
    public void Expiry_OfAHoldThatAnotherProcessMade_IsSeenWithinTheSweepInterval() => _time.Run(async () =>
    {
        await using var here = await StartAsync();
        await using (var elsewhere = await StartAsync())
        {
            await ReserveAsync(elsewhere);
            await StopAsync(elsewhere);
        }

        await AssertStatusAfterAsync(SweepInterval / 2, ReservationStatus.Open, here);
        await AssertStatusAfterAsync(SweepInterval, ReservationStatus.Expired, here);
        await StopAsync(here);
    });

    [Fact]
    public void Expiry_TriedByTwoProcessesAtOnce_ReleasesOnce() => _time.Run(async () =>
    {
        await using (var maker = await StartAsync())
        {
            await ReserveAsync(maker);
            await StopAsync(maker);
        }

        await using var here = await StartAsync();
        await using var elsewhere = await StartAsync();
        // Both have read when it is due and sweep at that very moment; one that had found it due comes with its own id late.
        await Task.Delay(TimeSpan.FromMinutes(11), _time);
        var late = await elsewhere.GetRequiredService<IStockController>().ApplyAsync(StockOperation.Expire(new OperationId("late"), Cart));
        await Task.Delay(SweepInterval * 2, _time);

        Assert.Equal(OutcomeStatus.Unchanged, late.Status);
        var movements = await _store.Ledger.ReadMovementsAsync(new MovementQuery()).Where(movement => movement.Kind == OperationKind.Expire).ToListAsync();
        Assert.Equal(-2, Assert.Single(movements).ReservedDelta);
        Assert.Equal(0, Assert.Single(await _store.Ledger.ReadLevelsAsync([Tea])).Reserved);
        await StopAsync(elsewhere);
        await StopAsync(here);
    });

    private async Task ReserveAsync(ServiceProvider process)
    {
        var stock = process.GetRequiredService<IStockController>();
        await process.GetRequiredService<ICatalog>().SaveAsync(new Location { Id = North });
        await stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery"), new StockLine(Tea, 5, North)));
        var terms = new ReservationTerms { Id = Cart, Owner = ReservationOwner.Cart("1"), ExpiresAt = _time.GetUtcNow().AddMinutes(10) };
        Assert.True((await stock.ApplyAsync(StockOperation.Reserve(new OperationId("hold"), terms, new StockLine(Tea, 2)))).IsApplied);
    }

    private async Task AssertStatusAfterAsync(TimeSpan time, ReservationStatus expected, ServiceProvider process)
    {
        await Task.Delay(time, _time);
        Assert.Equal(expected, (await process.GetRequiredService<IStockController>().ReadReservationAsync(Cart))!.Status);
    }

    private async Task<ServiceProvider> StartAsync()
    {
        var process = new ServiceCollection()
            .AddLogging()
            .AddInventorySync(sync => sync
                .UseStore(_ => _store)
                .UseVirtualTime(_time, seed: 1)
                .Configure<ReservationOptions>(options => options.SweepInterval = SweepInterval))
            .BuildServiceProvider();
        await Host(process).StartAsync(CancellationToken.None);
        return process;
    }

    private static Task StopAsync(ServiceProvider process) => Host(process).StopAsync(CancellationToken.None);

    private static InventorySyncHost Host(ServiceProvider process) => process.GetServices<IHostedService>().OfType<InventorySyncHost>().Single();
}
