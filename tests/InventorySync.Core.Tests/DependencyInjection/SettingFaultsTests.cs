using InventorySync.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Every wrong setting is found at start, with a message that names it, its value and the remedy.</summary>
public sealed class SettingFaultsTests
{
    private const string Windows = """
        "Windows": { "w": { "Start": "2026-11-13", "End": "2026-11-17", "TimeZone": "UTC" } }, 
        """;

    [Theory]
    [InlineData("Engine:QueueCapacity", "0", "InventorySync:Engine:QueueCapacity is 0; use 1 or more.")]
    [InlineData("Engine:BatchSizeMax", "-5", "InventorySync:Engine:BatchSizeMax is -5; use 1 or more.")]
    [InlineData("Engine:CachedSkusMax", "1", "InventorySync:Engine:CachedSkusMax is 1; use 2 or more.")]
    [InlineData("Engine:RecentOutcomesMax", "1", "InventorySync:Engine:RecentOutcomesMax is 1; use 2 or more.")]
    [InlineData("Engine:StoreRetriesMax", "-1", "InventorySync:Engine:StoreRetriesMax is -1; use 0 or more.")]
    [InlineData("Engine:StoreRetryDelay", "-00:00:01", "InventorySync:Engine:StoreRetryDelay is -00:00:01; use zero or more, up to 30 days.")]
    [InlineData("Engine:StoreRetryDelayMax", "-00:00:01", "InventorySync:Engine:StoreRetryDelayMax is -00:00:01; use zero or more, up to 30 days.")]
    [InlineData("Reservations:SweepInterval", "00:00:00", "InventorySync:Reservations:SweepInterval is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Intake:InboxMemory", "00:00:00", "InventorySync:Intake:InboxMemory is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Broadcast:SyncLogLength", "0", "InventorySync:Broadcast:SyncLogLength is 0; use 1 or more.")]
    [InlineData("Channels:shop:Locations:0", " x", "InventorySync:Channels:shop:Locations:0 is ' x'; it is no location: LocationId ' x' begins or ends with white space; trim it.")]
    [InlineData("Channels:shop:BatchInterval", "-00:01:00", "InventorySync:Channels:shop:BatchInterval is -00:01:00; use zero or more, up to 30 days.")]
    [InlineData("Channels:shop:BatchInterval", "60.00:00:00", "InventorySync:Channels:shop:BatchInterval is 60.00:00:00; use zero or more, up to 30 days.")]
    [InlineData("Channels:shop:QuantityCap", "-1", "InventorySync:Channels:shop:QuantityCap is -1; use 0 or more units, or leave it out for the channel's own limit.")]
    [InlineData("Channels:shop:CallsPerSecond", "0", "InventorySync:Channels:shop:CallsPerSecond is 0; use a number above 0, or leave it out for what the adapter declares.")]
    [InlineData("Channels:shop:CallsPerSecond", "NaN", "InventorySync:Channels:shop:CallsPerSecond is NaN; use a number above 0, or leave it out for what the adapter declares.")]
    [InlineData("Channels:shop:BulkShare", "0", "InventorySync:Channels:shop:BulkShare is 0; use a share from 0.01 to 1.")]
    [InlineData("Channels:shop:OrderPollInterval", "00:00:00", "InventorySync:Channels:shop:OrderPollInterval is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Channels:shop:CompareInterval", "00:00:00", "InventorySync:Channels:shop:CompareInterval is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Channels:shop:Retry:DelayMin", "00:00:00", "InventorySync:Channels:shop:Retry:DelayMin is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Channels:shop:Retry:DelayMax", "00:00:00.5", "InventorySync:Channels:shop:Retry:DelayMax is 00:00:00.5000000; use at least Retry:DelayMin, which is 00:00:01.")]
    [InlineData("Channels:shop:Retry:Factor", "0.5", "InventorySync:Channels:shop:Retry:Factor is 0.5; use 1 or more, or waits would get shorter with each failure.")]
    [InlineData("Channels:shop:Retry:AttemptsMax", "0", "InventorySync:Channels:shop:Retry:AttemptsMax is 0; use 1 or more.")]
    [InlineData("Channels:shop:Breaker:FailuresMax", "0", "InventorySync:Channels:shop:Breaker:FailuresMax is 0; use 1 or more.")]
    [InlineData("Channels:shop:Breaker:BreakTime", "00:00:00", "InventorySync:Channels:shop:Breaker:BreakTime is 00:00:00; use a time above zero, up to 30 days.")]
    [InlineData("Channels:shop:BlastRadius:ZeroShareMax", "1.5", "InventorySync:Channels:shop:BlastRadius:ZeroShareMax is 1.5; use a share above 0, up to 1.")]
    [InlineData("Channels:shop:BlastRadius:ZeroCountMin", "-1", "InventorySync:Channels:shop:BlastRadius:ZeroCountMin is -1; use 0 or more.")]
    [InlineData("Channels:shop:BlastRadius:ChangesMax", "0", "InventorySync:Channels:shop:BlastRadius:ChangesMax is 0; use 1 or more.")]
    [InlineData("Channels:shpo:Priority", "1", "InventorySync:Channels:shpo is for channel 'shpo', which is not registered; the registered ones are: meli-mx, shop. Correct the name, or add the channel in code.")]
    [InlineData("Buffers:all:Percent", "120", "InventorySync:Buffers:all:Percent is 120; use a number from 0 to 100.")]
    [InlineData("Buffers:all:Units", "-1", "InventorySync:Buffers:all:Units is -1; use 0 for none, or the units to hold back.")]
    [InlineData("Buffers:all:SafetyStock:Default", "-1", "InventorySync:Buffers:all:SafetyStock:Default is -1; use 0 for none, or the units to hold back.")]
    [InlineData("Buffers:all:SafetyStock:Skus:CUP", "-1", "InventorySync:Buffers:all:SafetyStock:Skus:CUP is -1; use 0 for none, or the units to hold back.")]
    [InlineData("Buffers:all:Category", "glass", "InventorySync:Buffers:all has none of Percent, Units, SafetyStock, LatencyAware and Velocity; give one.")]
    public void Start_WrongSetting_IsNamedWithItsRemedy(string setting, string value, string message)
    {
        var path = setting.Split(':');
        var json = path.Reverse().Aggregate($"\"{value}\"", (inner, key) => $$"""{ "{{key}}": {{inner}} }""");
        using var services = Settings.Inventory($$"""{ "InventorySync": {{json}} }""");

        Assert.Equal([message], services.FaultsAtStart());
    }

    [Theory]
    [InlineData("""{ "LatencyAware": { "Epsilon": 1 } }""", "InventorySync:Buffers:b:LatencyAware:Epsilon is 1; use a probability above 0 and below 1, such as 0.01.")]
    [InlineData("""{ "LatencyAware": { "Epsilon": 0.1, "UnitsMin": 3, "UnitsMax": 2 } }""", "InventorySync:Buffers:b:LatencyAware:UnitsMax is 2, below the floor UnitsMin, which is 3; use at least that, or leave it out for no cap.")]
    [InlineData("""{ "LatencyAware": { "Epsilon": 0.1, "Cost": { "OversoldOrder": 9, "Margin": 1 } } }""", "InventorySync:Buffers:b:LatencyAware has both of Epsilon and Cost; give one, since the one follows from the other.")]
    [InlineData("""{ "LatencyAware": { "Cost": { "OversoldOrder": 0, "Margin": 1 } } }""", "InventorySync:Buffers:b:LatencyAware:Cost:OversoldOrder is 0; give what one order that cannot be filled costs, above 0.")]
    [InlineData("""{ "Velocity": { "Window": "00:00:30" } }""", "InventorySync:Buffers:b:Velocity:Window is 00:00:30; use whole minutes, from 00:01:00 to 1.00:00:00.")]
    [InlineData("""{ "Velocity": { "Window": "00:30:00" }, "Units": 1 }""", "InventorySync:Buffers:b has several of Percent, Units, SafetyStock, LatencyAware and Velocity; give one.")]
    [InlineData("""{ "Units": 1, "Percent": 5 }""", "InventorySync:Buffers:b has several of Percent, Units, SafetyStock, LatencyAware and Velocity; give one.")]
    [InlineData("""{ "Units": 1, "Channel": "shpo" }""", "Buffer rule 'b' is for channel 'shpo', which is not registered; the registered ones are: meli-mx, shop. Correct the name, or add the channel in code.")]
    [InlineData("""{ "Units": 1, "Channel": "Shop" }""", "InventorySync:Buffers:b:Channel is not valid: ChannelId 'Shop' has 'S' at position 0; use lower-case letters a to z, digits, '-', '_' and '.'.")]
    [InlineData("""{ "Units": 1, "Sku": " x" }""", "InventorySync:Buffers:b:Sku is not valid: Sku ' x' begins or ends with white space; trim it.")]
    [InlineData("""{ "Units": 1, "Location": "x " }""", "InventorySync:Buffers:b:Location is not valid: LocationId 'x ' begins or ends with white space; trim it.")]
    [InlineData("""{ "Units": 1, "OnlyDuring": "v" }""", "InventorySync:Buffers:b:OnlyDuring names the window 'v', which is not there; add it under InventorySync:Windows, or correct the name.")]
    [InlineData("""{ "Units": 1, "During": { "v": { "Units": 2 } } }""", "InventorySync:Buffers:b:During:v names the window 'v', which is not there; add it under InventorySync:Windows, or correct the name.")]
    [InlineData("""{ "Percent": 5, "During": { "w": { "Percent": 130 } } }""", "InventorySync:Buffers:b:During:w:Percent is 130; use a number from 0 to 100.")]
    [InlineData("""{ "Percent": 5, "During": { "w": { "Percent": 2 } } }""", "InventorySync:Buffers:b:During:w:Percent is 2, below the 5 that always count: the larger of all matching rules counts, so it would change nothing. Give 5 or more.")]
    public void Start_WrongBuffer_IsNamedWithItsRemedy(string rule, string message)
    {
        using var services = Settings.Inventory($$"""{ "InventorySync": { {{Windows}} "Buffers": { "b": {{rule}} } } }""");

        Assert.Equal([message], services.FaultsAtStart());
    }

    [Theory]
    [InlineData("""{ "Start": "2026-11-17", "End": "2026-11-13", "TimeZone": "UTC" }""", "InventorySync:Windows:v:End is 2026-11-13 00:00, not after its start 2026-11-17 00:00; let the window end after it starts.")]
    [InlineData("""{ "Start": "2026-11-13", "End": "2026-11-17", "TimeZone": "America/Ciudad" }""", "InventorySync:Windows:v:TimeZone is 'America/Ciudad', which this system does not know; use an IANA name such as America/Mexico_City.")]
    [InlineData("""{ "Start": "2026-11-13", "End": "2026-11-17" }""", "InventorySync:Windows:v:TimeZone is '', which this system does not know; use an IANA name such as America/Mexico_City.")]
    [InlineData("""{ "Start": "13.11.2026", "End": "2026-11-17", "TimeZone": "UTC" }""", "InventorySync:Windows:v:Start is '13.11.2026'; give the local time of the window's zone, such as 2026-11-13T00:00.")]
    [InlineData("""{ "Start": "2026-11-13", "End": "2026-11-17T00:00:00Z", "TimeZone": "UTC" }""", "InventorySync:Windows:v:End is '2026-11-17T00:00:00Z'; give the local time of the window's zone, such as 2026-11-13T00:00.")]
    [InlineData("""{ "Start": "2026-11-13", "TimeZone": "UTC" }""", "InventorySync:Windows:v:End is ''; give the local time of the window's zone, such as 2026-11-13T00:00.")]
    public void Start_WrongWindow_IsNamedOnceWithItsRemedy(string window, string message)
    {
        using var services = Settings.Inventory(
            $$"""{ "InventorySync": { "Windows": { "v": {{window}} }, "Buffers": { "b": { "Units": 1, "OnlyDuring": "v" } } } }""");

        Assert.Equal([message], services.FaultsAtStart());
    }

    [Fact]
    public void Start_WrongSettingsInCode_AreNamedByTheSamePaths()
    {
        using var services = Settings.Inventory(
            "{}",
            sync => sync.Buffers(buffers => buffers.Units(1).ForChannel("nowhere")),
            shop =>
            {
                shop.Locations.Add("store-1");
                shop.Locations.Add("store-1");
                shop.Retry.Factor = double.NaN;
            });

        Assert.Equal(
            [
                "Buffer rule 'units' is for channel 'nowhere', which is not registered; the registered ones are: meli-mx, shop. Correct the name, or add the channel in code.",
                "InventorySync:Channels:shop:Locations:1 is 'store-1', which stands there twice; name each location once.",
                "InventorySync:Channels:shop:Retry:Factor is NaN; use 1 or more, or waits would get shorter with each failure.",
            ],
            services.FaultsAtStart().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Start_WrongSetting_KeepsTheHostFromStarting()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddInventorySync(sync => sync.UseInMemoryStore().AddChannel<SilentAdapter>("shop", shop => shop.Retry.Factor = 0.5));
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains("InventorySync:Channels:shop:Retry:Factor is 0.5", fault.Message, StringComparison.Ordinal);
    }
}
