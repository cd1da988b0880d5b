using InventorySync.Broadcast;
using InventorySync.Catalog;
using InventorySync.Channels;
using InventorySync.Scheduling;
using InventorySync.Stock;
using InventorySync.Storage;
using InventorySync.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace InventorySync.Processes;

/// <summary>Several whole applications on one database, in virtual time and on one thread, each with an adapter of its own to one channel.</summary>
internal sealed class ManyProcesses
{
    private readonly List<ProcessUnderTest> _processes = [];
    private int _seed;

    public static ChannelId Channel { get; } = new("shop");

    public VirtualTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public SharedDatabase Database { get; } = new(new InMemoryInventoryStore());

    /// <summary>Adds to the channel's settings, in processes started from here on.</summary>
    public Action<ChannelOptions> Configure { get; set; } = _ => { };

    public static void Run(Func<ManyProcesses, Task> test)
    {
        var many = new ManyProcesses();
        many.Time.Run(() => many.RunAsync(test));
    }

    /// <summary>Starts a process whose adapter does what it is told, unless the test gives another.</summary>
    public async Task<ProcessUnderTest> StartAsync(IChannelAdapter? adapter = null)
    {
        adapter ??= new ScriptedAdapter(BroadcastUnderTest.Plain);
        var clock = new ProcessClock(Time);
        var runtime = new LoopRuntime(clock, new Random(++_seed), inlineContinuations: true);
        var connection = Database.Connect(runtime);
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton(runtime);
        services.AddInventorySync(sync =>
        {
            sync.UseStore(_ => connection);
            sync.AddChannel(Channel.Value, (_, _) => adapter, options =>
            {
                options.OrderPollInterval = null;
                options.CompareInterval = null;
                Configure(options);
            });
        });
        var process = new ProcessUnderTest(services.BuildServiceProvider(), clock, connection, adapter);
        _processes.Add(process);
        await process.StartAsync();
        return process;
    }

    /// <summary>Two processes; the first keeps the channel, on which <c>A</c> and <c>B</c> are sold, ten units each.</summary>
    public async Task<(ProcessUnderTest Keeper, ProcessUnderTest Other)> StartTwoAsync(Func<IChannelAdapter>? adapter = null)
    {
        var keeper = await StartAsync(adapter?.Invoke());
        await keeper.Catalog.SaveAsync(new Location { Id = new LocationId("store") });
        foreach (var sku in new[] { "A", "B" })
        {
            await keeper.ReceiveAsync(sku, 10);
            await keeper.Listings.SaveAsync([new ListingMapping { Channel = Channel, Sku = new Sku(sku), ExternalId = sku }]);
        }

        await PassAsync(1);
        var other = await StartAsync(adapter?.Invoke());
        Assert.Equal([("A", 10), ("B", 10)], keeper.Sent.Order());
        (keeper.Adapter as ScriptedAdapter)?.Calls.Clear();
        return (keeper, other);
    }

    public Task PassAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), Time);

    public async Task<Listing> RowAsync(string sku) => (await Database.Durable.Listings.FindAsync(Channel, new Sku(sku)))!;

    private async Task RunAsync(Func<ManyProcesses, Task> test)
    {
        await test(this);
        foreach (var process in _processes.Where(process => process.IsRunning).Reverse())
        {
            await process.StopAsync();
        }
    }
}
