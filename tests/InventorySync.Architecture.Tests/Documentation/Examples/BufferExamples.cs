using InventorySync.Buffers;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Publishing;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InventorySync.Architecture.Tests.Documentation.Examples;

/// <summary>What docs/what-a-channel-shows.md and docs/settings.md show.</summary>
public sealed class BufferExamples
{
    [Fact]
    public async Task Buffers_OfThePage_HoldBackTheMost()
    {
        await using var app = await ExampleApp.StartAsync(sync =>
        {
            sync.AddChannel<MyAdapter>("meli-mx");

            var buenFin = new SalesWindow("Buen Fin", new DateTime(2026, 11, 13), new DateTime(2026, 11, 17), "America/Mexico_City");

            sync.Buffers(buffers =>
            {
                buffers.Percent(5).During(buenFin, percent: 15);           // everywhere, always; more during the event
                buffers.Units(2).ForChannel("meli-mx");                    // at least two units kept from a slow marketplace
                buffers.Percent(50).ForCategory("glass").AtLocation("store-1");
                buffers.Units(3).OnlyDuring(buenFin).ForSku("CUP-01");
            });
        });
        await app.Stock.ApplyAsync(StockOperation.Receive(new OperationId("delivery"), new StockLine(new Sku("PLATE-01"), 10, new LocationId("store-1"))));
        var publication = app.Get<IPublication>();

        Console.WriteLine(await publication.ExplainAsync(new Sku("CUP-01"), new ChannelId("meli-mx")));

        Assert.Equal(8, (await publication.ExplainAsync(new Sku("PLATE-01"), new ChannelId("meli-mx"))).Published);
    }

    [Fact]
    public void Settings_InCode_TakeEffect()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddInventorySync(builder.Configuration, sync => sync
            .UseSqlite("Data Source=inventory.db")
            .AddChannel<MyAdapter>("my-shop", channel => channel.Priority = 1)
            .Configure<EngineOptions>(engine => engine.QueueCapacity = 16_384)
            .Buffers(buffers => buffers.Percent(5)));
        using var host = builder.Build();

        Assert.Equal(16_384, host.Services.GetRequiredService<IOptions<EngineOptions>>().Value.QueueCapacity);
        Assert.Equal(1, host.Services.GetRequiredService<IOptionsMonitor<ChannelOptions>>().Get("my-shop").Priority);
    }

    private sealed class MyAdapter : IChannelAdapter
    {
        public ChannelDescriptor Descriptor { get; } = new() { Kind = "my-shop" };

        public Task<IReadOnlyList<PushResult>> PushAsync(IReadOnlyList<QuantityPush> pushes, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<PushResult>>([.. pushes.Select(_ => PushResult.Accepted)]);
    }
}
