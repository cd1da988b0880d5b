using System.Reflection;
using InventorySync.Allocation;
using InventorySync.Broadcast;
using InventorySync.Buffers;
using InventorySync.Channels;
using InventorySync.Engine;
using InventorySync.Intake;
using InventorySync.Reservations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>What the configuration holds and no part reads is found at start: binding alone would pass over it.</summary>
public sealed class KnownSettingsTests
{
    private const string EngineNames = "BatchSizeMax, CachedSkusMax, QueueCapacity, RecentOutcomesMax, StoreRetriesMax, StoreRetryDelay, StoreRetryDelayMax";

    private const string BufferNames = "Category, Channel, During, LatencyAware, Location, OnlyDuring, Percent, SafetyStock, Sku, Units, Velocity";

    private const string TopNames = "Allocation, Broadcast, Buffers, Channels, Engine, Intake, Reservations, Windows";

    [Theory]
    [InlineData("Engine:QueueCapacty", "5", $"InventorySync:Engine:QueueCapacty is no setting; did you mean QueueCapacity? Known there are: {EngineNames}.")]
    [InlineData("Engine:Nonsense", "5", $"InventorySync:Engine:Nonsense is no setting. Known there are: {EngineNames}.")]
    [InlineData("Chanels:shop:Priority", "5", $"InventorySync:Chanels is no setting; did you mean Channels? Known there are: {TopNames}.")]
    [InlineData("Channels:shop:Retry:AttemtpsMax", "5", "InventorySync:Channels:shop:Retry:AttemtpsMax is no setting; did you mean AttemptsMax? Known there are: AttemptsMax, DelayMax, DelayMin, Factor.")]
    [InlineData("Buffers:x:Chanel", "meli-mx", $"InventorySync:Buffers:x:Chanel is no setting; did you mean Channel? Known there are: {BufferNames}.")]
    [InlineData("Buffers:x:SafetyStock:Defaults", "1", "InventorySync:Buffers:x:SafetyStock:Defaults is no setting; did you mean Default? Known there are: Default, Skus.")]
    [InlineData("Buffers:x:During:w:Procent", "1", "InventorySync:Buffers:x:During:w:Procent is no setting; did you mean Percent? Known there are: Percent, Units.")]
    [InlineData("Allocation:Defalt", "x", "InventorySync:Allocation:Defalt is no setting; did you mean Default? Known there are: Categories, Default, SalesDays, Skus.")]
    [InlineData("Allocation:Skus:CUP:Shars:shop", "5", "InventorySync:Allocation:Skus:CUP:Shars is no setting; did you mean Shares? Known there are: Maximums, Minimum, Minimums, Others, Shares, Strategy, Units.")]
    [InlineData("Windows:w:Timezon", "UTC", "InventorySync:Windows:w:Timezon is no setting; did you mean TimeZone? Known there are: End, Start, TimeZone.")]
    [InlineData("Intake:InboxMemory:Max", "1.00:00:00", "InventorySync:Intake:InboxMemory:Max is no setting, since InventorySync:Intake:InboxMemory takes a single value: write a time as hours:minutes:seconds, such as 00:05:00 for five minutes, with days before a point, such as 1.00:00:00.")]
    [InlineData("Engine", "on", $"InventorySync:Engine is 'on' and takes no value of its own; the settings below it are: {EngineNames}.")]
    [InlineData("Buffers", "5", "InventorySync:Buffers is '5' and takes no value of its own; settings stand below it, under names that you choose.")]
    [InlineData("Channels:shop:Locations", "main", "InventorySync:Channels:shop:Locations is 'main' and takes no value of its own; it is a list: write its entries as a JSON array does, or under the keys 0, 1, 2.")]
    public void Start_UnknownSetting_IsNamedWithTheKnownOnes(string setting, string value, string message) =>
        Assert.Contains(message, FaultsOf(setting, $"\"{value}\""));

    [Theory]
    [InlineData("Engine:QueueCapacity", "\"\"", "InventorySync:Engine:QueueCapacity is empty; use a whole number of at most 2147483647, such as 100, or leave the setting out.")]
    [InlineData("Engine:QueueCapacity", "null", "InventorySync:Engine:QueueCapacity is empty; use a whole number of at most 2147483647, such as 100, or leave the setting out.")]
    [InlineData("Channels:shop:QuantityCap", "\"\"", "InventorySync:Channels:shop:QuantityCap is empty; use a whole number of units, such as 5, or null in JSON for none.")]
    [InlineData("Engine:QueueCapacity", "\"many\"", "InventorySync:Engine:QueueCapacity is 'many'; use a whole number of at most 2147483647, such as 100.")]
    [InlineData("Engine:QueueCapacity", "3000000000", "InventorySync:Engine:QueueCapacity is '3000000000'; use a whole number of at most 2147483647, such as 100.")]
    [InlineData("Channels:shop:OrderPollInterval", "5", "InventorySync:Channels:shop:OrderPollInterval is 5, which would be days; write a time as hours:minutes:seconds, such as 00:05:00 for five minutes, with days before a point, such as 1.00:00:00.")]
    [InlineData("Channels:shop:BatchInterval", "\"24:00:00\"", "InventorySync:Channels:shop:BatchInterval is '24:00:00'; write a time as hours:minutes:seconds, such as 00:05:00 for five minutes, with days before a point, such as 1.00:00:00.")]
    [InlineData("Channels:shop:BatchInterval", "\"5 min\"", "InventorySync:Channels:shop:BatchInterval is '5 min'; write a time as hours:minutes:seconds, such as 00:05:00 for five minutes, with days before a point, such as 1.00:00:00.")]
    [InlineData("Channels:shop:BulkShare", "\"0,2\"", "InventorySync:Channels:shop:BulkShare is '0,2'; use a number with a decimal point, such as 0.5.")]
    [InlineData("Buffers:x:Percent", "\"5 %\"", "InventorySync:Buffers:x:Percent is '5 %'; use a number from 0 to 100, without a sign such as %.")]
    [InlineData("Buffers:x:Units", "1.5", "InventorySync:Buffers:x:Units is '1.5'; use a whole number of units, such as 5.")]
    [InlineData("Buffers:x:Channel", "null", "InventorySync:Buffers:x:Channel is empty; give it a text, or leave the setting out.")]
    public void Start_ValueOfAnotherForm_IsNamedWithTheFormExpected(string setting, string json, string message) =>
        Assert.Equal([message], FaultsOf(setting, json));

    [Fact]
    public void Start_FaultsInSeveralParts_AreAllNamed()
    {
        using var services = Settings.Inventory(
            """
            {
              "InventorySync": {
                "Engin": {},
                "Engine": { "Queue": 1, "BatchSize": 2 },
                "Intake": { "InboxMemory": 3 },
                "Channels": { "shop": { "Prio": 1 }, "meli-mx": { "Retry": { "Faktor": 2 } } },
                "Windows": { "w": { "Begin": "2026-11-13" } },
                "Buffers": { "x": { "Unit": 1 }, "y": { "Sku": "A" } }
              }
            }
            """);

        var faults = string.Join('\n', services.FaultsAtStart());

        Assert.All(
            [":Engin ", ":Engine:Queue ", ":Engine:BatchSize ", ":Intake:InboxMemory ", ":shop:Prio ", ":Retry:Faktor ", ":Windows:w:Begin ", ":Buffers:x:Unit ", ":Buffers:y has none"],
            key => Assert.Contains(key, faults, StringComparison.Ordinal));
    }

    [Fact]
    public void Options_ReadWithoutAStart_AreRefusedToo()
    {
        using var services = Settings.Inventory("""{ "InventorySync": { "Engine": { "QueueCapacty": 5 } } }""");

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<EngineOptions>>().Value);
    }

    [Theory]
    [InlineData(typeof(EngineOptions), nameof(KnownSettings.Engine))]
    [InlineData(typeof(ReservationOptions), nameof(KnownSettings.Reservations))]
    [InlineData(typeof(IntakeOptions), nameof(KnownSettings.Intake))]
    [InlineData(typeof(BroadcastOptions), nameof(KnownSettings.Broadcast))]
    [InlineData(typeof(ChannelOptions), nameof(KnownSettings.Channel))]
    [InlineData(typeof(AllocationSettings), nameof(KnownSettings.Allocation))]
    [InlineData(typeof(WindowSettings), nameof(KnownSettings.Window))]
    [InlineData(typeof(BufferSettings), nameof(KnownSettings.Buffer))]
    public void Table_OfEachPart_HasTheSettingsThatAreBound(Type bound, string part)
    {
        var shape = (SettingShape)typeof(KnownSettings).GetProperty(part)!.GetValue(null)!;

        AssertSame(bound, shape, bound.Name);
    }

    private static void AssertSame(Type bound, SettingShape shape, string path)
    {
        var properties = bound.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        Assert.Equal(properties.Select(property => $"{path}.{property.Name}"), shape.Names.Select(name => $"{path}.{name}"));
        foreach (var property in properties.Where(property => property.PropertyType.Namespace!.StartsWith("InventorySync", StringComparison.Ordinal)))
        {
            AssertSame(property.PropertyType, shape.Below(property.Name), $"{path}.{property.Name}");
        }
    }

    private static IReadOnlyList<string> FaultsOf(string setting, string json)
    {
        var path = setting.Split(':');
        using var services = Settings.Inventory($$"""{ "InventorySync": {{path.Reverse().Aggregate(json, (inner, key) => $$"""{ "{{key}}": {{inner}} }""")}} }""");
        return services.FaultsAtStart();
    }
}
