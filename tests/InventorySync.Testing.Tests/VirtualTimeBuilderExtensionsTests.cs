using InventorySync.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Testing.Tests;

public sealed class VirtualTimeBuilderExtensionsTests
{
    [Fact]
    public void UseVirtualTime_Registered_ClockAndLoopsAreTheVirtualOnes()
    {
        var time = new VirtualTimeProvider();
        using var services = Build(time, seed: 7);

        Assert.Same(time, services.GetRequiredService<TimeProvider>());
        Assert.Same(time, services.GetRequiredService<LoopRuntime>().Time);
        Assert.True(services.GetRequiredService<LoopRuntime>().InlineContinuations);
    }

    [Fact]
    public void UseVirtualTime_SameSeed_MakesTheSameIds()
    {
        using var first = Build(new VirtualTimeProvider(), seed: 7);
        using var second = Build(new VirtualTimeProvider(), seed: 7);

        Assert.Equal(first.GetRequiredService<LoopRuntime>().NewUuid(), second.GetRequiredService<LoopRuntime>().NewUuid());
    }

    private static ServiceProvider Build(VirtualTimeProvider time, int seed) =>
        new ServiceCollection().AddInventorySync(sync => sync.UseVirtualTime(time, seed)).BuildServiceProvider();
}
