using InventorySync.Buffers.Latency;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>The examples of docs/buffers.md.</summary>
public sealed class MeasuredBufferExamples
{
    [Fact]
    public void Buffers_OfThePage_AreAccepted()
    {
        var services = new ServiceCollection();
        services.AddInventorySync(sync =>
        {
            sync.UseInMemoryStore();
            sync.AddChannel("meli-mx", (_, _) => new SilentAdapter());
            sync.AddChannel("amazon-mx", (_, _) => new SilentAdapter());
            sync.Buffers(buffers =>
            {
                buffers.LatencyAware(epsilon: 0.01);                                                // measured, everywhere
                buffers.LatencyAware(epsilon: 0.001, unitsMin: 1, unitsMax: 40).ForChannel("amazon-mx");   // stricter, between a floor and a cap
                buffers.LatencyAware(new LatencyAwareOptions
                {
                    Cost = new OversellCost { OversoldOrder = 900, Margin = 60, UnsoldChance = 0.2 },  // pesos: ε = 60 · 0.2 / 900
                }).ForCategory("glass");
                buffers.Velocity(TimeSpan.FromMinutes(30)).ForChannel("meli-mx");
            });
        });
        Assert.NotEmpty(services);
    }
}
