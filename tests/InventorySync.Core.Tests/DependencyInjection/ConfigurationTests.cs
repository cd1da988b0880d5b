using InventorySync.Broadcast;
using InventorySync.Buffers;
using InventorySync.Buffers.Latency;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

public sealed class ConfigurationTests
{
    [Fact]
    public void AddInventorySync_EverySettingInTheSection_IsBound()
    {
        using var services = Settings.Inventory(
            """
            {
              "InventorySync": {
                "Engine": { "QueueCapacity": 100, "BatchSizeMax": 10, "CachedSkusMax": 50, "RecentOutcomesMax": 60, "StoreRetriesMax": 1, "StoreRetryDelay": "00:00:01", "StoreRetryDelayMax": "00:00:05" },
                "Reservations": { "SweepInterval": "00:00:30" },
                "Intake": { "InboxMemory": "1.00:00:00" },
                "Broadcast": { "SyncLogLength": 77 },
                "Channels": {
                  "meli-mx": {
                    "Locations": [ "store-1", "store-2" ],
                    "BatchInterval": "00:05:00",
                    "Priority": 3,
                    "QuantityCap": 40,
                    "CallsPerSecond": 1.5,
                    "BulkShare": 0.1,
                    "OrderPollInterval": "00:10:00",
                    "Retry": { "DelayMin": "00:00:02", "DelayMax": "00:01:00", "Factor": 3, "AttemptsMax": 4 },
                    "Breaker": { "FailuresMax": 2, "BreakTime": "00:01:30" },
                    "BlastRadius": { "ZeroShareMax": 0.5, "ZeroCountMin": 10, "ChangesMax": 200 }
                  }
                }
              }
            }
            """);

        var engine = services.GetRequiredService<IOptions<EngineOptions>>().Value;
        Assert.Equal((100, 10, 50, 60, 1), (engine.QueueCapacity, engine.BatchSizeMax, engine.CachedSkusMax, engine.RecentOutcomesMax, engine.StoreRetriesMax));
        Assert.Equal((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)), (engine.StoreRetryDelay, engine.StoreRetryDelayMax));
        Assert.Equal(TimeSpan.FromSeconds(30), services.GetRequiredService<IOptions<ReservationOptions>>().Value.SweepInterval);
        Assert.Equal(TimeSpan.FromDays(1), services.GetRequiredService<IOptions<IntakeOptions>>().Value.InboxMemory);
        Assert.Equal(77, services.GetRequiredService<IOptions<BroadcastOptions>>().Value.SyncLogLength);
        var channel = services.Of("meli-mx");
        Assert.Equal(["store-1", "store-2"], channel.Locations);
        Assert.Equal((TimeSpan.FromMinutes(5), 3, 40, 1.5, 0.1), (channel.BatchInterval, channel.Priority, channel.QuantityCap, channel.CallsPerSecond, channel.BulkShare));
        Assert.Equal(TimeSpan.FromMinutes(10), channel.OrderPollInterval);
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1), 3, 4), (channel.Retry.DelayMin, channel.Retry.DelayMax, channel.Retry.Factor, channel.Retry.AttemptsMax));
        Assert.Equal((2, TimeSpan.FromSeconds(90)), (channel.Breaker.FailuresMax, channel.Breaker.BreakTime));
        Assert.Equal((0.5, 10, 200), (channel.BlastRadius.ZeroShareMax, channel.BlastRadius.ZeroCountMin, channel.BlastRadius.ChangesMax));
        Assert.Equal(new ChannelOptions().Retry.Factor, services.Of("shop").Retry.Factor);
        Assert.Empty(services.FaultsAtStart());
    }

    [Fact]
    public void AddInventorySync_SettingInCodeAndSection_TheSectionCounts()
    {
        using var services = Settings.Inventory(
            """{ "InventorySync": { "Engine": { "BatchSizeMax": 10 }, "Channels": { "shop": { "Priority": 2, "Locations": [ "store-2" ] } } } }""",
            sync => sync.Configure<EngineOptions>(engine => (engine.BatchSizeMax, engine.QueueCapacity) = (20, 30)),
            shop =>
            {
                shop.Priority = 1;
                shop.QuantityCap = 9;
                shop.Locations.Add("store-1");
            });

        var engine = services.GetRequiredService<IOptions<EngineOptions>>().Value;
        Assert.Equal((10, 30), (engine.BatchSizeMax, engine.QueueCapacity));
        Assert.Equal((2, 9), (services.Of("shop").Priority, services.Of("shop").QuantityCap));
        Assert.Equal(["store-2"], services.Of("shop").Locations);
    }

    [Fact]
    public void AddInventorySync_IntervalSetToNull_IsSwitchedOff()
    {
        using var services = Settings.Inventory(
            """{ "InventorySync": { "Channels": { "shop": { "OrderPollInterval": null, "CompareInterval": null } } } }""");

        Assert.Equal((null, null), (services.Of("shop").OrderPollInterval, services.Of("shop").CompareInterval));
        Assert.Empty(services.FaultsAtStart());
    }

    [Fact]
    public void AddInventorySync_SectionItself_IsTheSameAsTheWholeConfiguration()
    {
        using var services = new ServiceCollection()
            .AddInventorySync(
                Settings.Configuration("""{ "Shop": { "Engine": { "BatchSizeMax": 10 } } }""").GetSection("Shop"),
                sync => sync.UseInMemoryStore())
            .BuildServiceProvider();

        Assert.Equal(10, services.GetRequiredService<IOptions<EngineOptions>>().Value.BatchSizeMax);
    }

    [Fact]
    public void AddInventorySync_BuffersAndWindows_AreRulesBesideThoseFromCode()
    {
        using var services = Settings.Inventory(
            """
            {
              "InventorySync": {
                "Windows": { "buen-fin": { "Start": "2026-11-13", "End": "2026-11-17T06:00", "TimeZone": "America/Mexico_City" } },
                "Buffers": {
                  "default": { "Percent": 5, "During": { "buen-fin": { "Percent": 15.5 } } },
                  "slow": { "Units": 2, "Channel": "meli-mx", "Category": "glass", "Location": "store-1", "Sku": "CUP" },
                  "stock": { "SafetyStock": { "Default": 1, "Skus": { "CUP": 4 } }, "OnlyDuring": "buen-fin" }
                }
              }
            }
            """,
            sync => sync.Buffers(buffers => buffers.Units(7).Named("from code")));

        Assert.Empty(services.FaultsAtStart());
        var rules = services.GetRequiredService<BufferRuleSet>().All;
        Assert.Equal(["from code", "default", "default", "slow", "stock"], rules.Select(rule => rule.Name));
        Assert.Equal([5m, 15.5m], rules.Select(rule => rule.Policy).OfType<PercentBuffer>().Select(policy => policy.Percent));
        Assert.Equal([null, null, "buen-fin", null, "buen-fin"], rules.Select(rule => rule.Window?.Name));
        Assert.Equal(new DateTimeOffset(2026, 11, 17, 12, 0, 0, TimeSpan.Zero), rules[2].Window!.EndsAt);
        var slow = rules[3];
        Assert.Equal((new ChannelId("meli-mx"), "glass", new LocationId("store-1"), new Sku("CUP")), (slow.Channel, slow.Category, slow.Location, slow.Sku));
        Assert.IsType<FixedUnits>(slow.Policy);
        Assert.Equal(4, rules[4].Policy.UnitsHeldBack(new BufferContext { Sku = new Sku("CUP"), Channel = new ChannelId("shop"), Units = 9, Now = default }));
    }

    [Fact]
    public void AddInventorySync_LatencyAwareWithNoSettings_TakesTheDefaults()
    {
        using var services = Settings.Inventory("""{ "InventorySync": { "Buffers": { "measured": { "LatencyAware": {} } } } }""");

        Assert.Empty(services.FaultsAtStart());
        Assert.IsType<LatencyAwareBuffer>(Assert.Single(services.GetRequiredService<BufferRuleSet>().All).Policy);
    }

    [Fact]
    public void AddInventorySync_TextWhereANumberBelongs_SaysWhere()
    {
        using var services = Settings.Inventory("""{ "InventorySync": { "Channels": { "shop": { "Retry": { "Factor": "twice" } } } } }""");

        var fault = Assert.Throws<OptionsValidationException>(() => services.Of("shop"));

        Assert.Contains("InventorySync:Channels:shop:Retry:Factor is 'twice'; use a number", fault.Message, StringComparison.Ordinal);
    }
}
