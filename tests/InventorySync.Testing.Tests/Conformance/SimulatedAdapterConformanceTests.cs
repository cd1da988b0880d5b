using InventorySync.Channels;
using InventorySync.Testing.Conformance;
using InventorySync.Testing.Marketplaces;
using Xunit.Abstractions;

namespace InventorySync.Testing.Tests.Conformance;

/// <summary>Plain absolute writes, one at a time limit, no delays.</summary>
public sealed class AbsoluteAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync() =>
        Task.FromResult<IChannelUnderTest>(SimulatedChannelUnderTest.InProcess(new() { OrderPageSize = 5, IdempotencyKeys = false }));
}

/// <summary>Compare-and-set, restores on cancellation, several pushes at once, delays everywhere.</summary>
public sealed class CompareAndSetAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync() => Task.FromResult<IChannelUnderTest>(SimulatedChannelUnderTest.InProcess(new()
    {
        CompareAndSet = true,
        IdempotencyKeys = false,
        RestoresOnCancellation = true,
        ConcurrencyMax = 4,
        QuantityMax = 500,
        OrderPageSize = 5,
        Latency = SimulatedDelay.Spread(TimeSpan.FromMilliseconds(80), TimeSpan.FromSeconds(1)),
        PropagationDelay = SimulatedDelay.Spread(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20)),
        NotificationDelay = SimulatedDelay.Spread(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5)),
    }));
}

/// <summary>Differences with idempotency keys, one listing a call, a tight rate limit, notifications that name the order.</summary>
public sealed class DeltaAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync() => Task.FromResult<IChannelUnderTest>(SimulatedChannelUnderTest.InProcess(new()
    {
        WriteMode = WriteMode.Delta,
        BatchSizeMax = 1,
        CallsPerSecond = 1,
        CallBurst = 1,
        LowersOnSale = false,
        NotificationsCarryOrders = false,
        OrderPageSize = 1,
    }));
}

/// <summary>Writes confirmed later, subtracts its own open orders, large batches.</summary>
public sealed class ConfirmedLaterAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync() => Task.FromResult<IChannelUnderTest>(SimulatedChannelUnderTest.InProcess(new()
    {
        BatchSizeMax = 5_000,
        SubtractsOwnOpenOrders = true,
        ConfirmationTimeMax = TimeSpan.FromMinutes(15),
        ConfirmationDelay = SimulatedDelay.Spread(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)),
        NotifiesOfWrites = true,
    }));
}

/// <summary>An adapter that can push and nothing else.</summary>
public sealed class PushOnlyAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override Task<IChannelUnderTest> CreateAsync()
    {
        var channel = SimulatedChannelUnderTest.InProcess(new());
        channel.Adapter = new PushOnlyAdapter(channel.Adapter);
        return Task.FromResult<IChannelUnderTest>(channel);
    }
}

/// <summary>Batches over a real socket, with compare-and-set.</summary>
public sealed class HttpBatchAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override async Task<IChannelUnderTest> CreateAsync() =>
        await SimulatedChannelUnderTest.OverHttpAsync(new() { CompareAndSet = true, ConcurrencyMax = 3, CallsPerSecond = 1_000, CallBurst = 1_000, OrderPageSize = 5 });
}

/// <summary>One listing a call over a real socket, differences, confirmed later.</summary>
public sealed class HttpOneByOneAdapterTests(ITestOutputHelper output) : ChannelAdapterConformance(output)
{
    protected override async Task<IChannelUnderTest> CreateAsync() => await SimulatedChannelUnderTest.OverHttpAsync(new()
    {
        BatchSizeMax = 1,
        WriteMode = WriteMode.Delta,
        ConfirmationTimeMax = TimeSpan.FromMinutes(5),
        ConfirmationDelay = SimulatedDelay.Spread(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2)),
        CallsPerSecond = 1_000,
        CallBurst = 1_000,
        NotificationsCarryOrders = false,
    });
}
