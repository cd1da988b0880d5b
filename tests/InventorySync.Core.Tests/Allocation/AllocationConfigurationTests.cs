using InventorySync.Channels;
using InventorySync.DependencyInjection;
using InventorySync.Stock;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static InventorySync.Allocation.Divided;

namespace InventorySync.Allocation;

public sealed class AllocationConfigurationTests
{
    private static readonly AllocationChannel[] Channels = [Channel(new ChannelId("meli-mx")), Channel(Shop)];

    [Fact]
    public void Of_RulesOfEveryScope_TakesTheSkusThenTheCategorysThenTheDefault()
    {
        using var services = Settings.Inventory(
            """
            {
              "InventorySync": {
                "Allocation": {
                  "SalesDays": 14,
                  "Default": { "Strategy": "proportional" },
                  "Categories": { "glass": { "Strategy": "Priority", "Minimum": 2, "Minimums": { "shop": 5 }, "Maximums": { "meli-mx": 3 } } },
                  "Skus": {
                    "CUP-01": { "Strategy": "fixed", "Units": { "shop": 10 }, "Others": 1 },
                    "CUP-02": { "Strategy": "proportional", "Shares": { "shop": 60, "meli-mx": 20.5 } },
                    "CUP-03": { "Strategy": "velocity" },
                    "CUP-04": { "Strategy": "shared" }
                  }
                }
              }
            }
            """);
        Assert.Empty(services.FaultsAtStart());
        var rules = services.GetRequiredService<AllocationRuleSet>();

        Assert.Equal([1, 10], By(rules.Of(new Sku("CUP-01"), "glass"), 100, Channels));
        Assert.Equal([21, 60], By(rules.Of(new Sku("CUP-02"), "glass"), 100, Channels));
        Assert.IsType<VelocityAllocation>(rules.Of(new Sku("CUP-03"), "glass"));
        Assert.IsType<SharedAllocation>(rules.Of(new Sku("CUP-04"), "glass"));
        Assert.Equal([3, 97], By(rules.Of(new Sku("CUP-05"), "glass"), 100, Channels));
        Assert.IsType<ProportionalAllocation>(rules.Of(new Sku("CUP-05"), "wood"));
        Assert.IsType<ProportionalAllocation>(rules.Of(new Sku("CUP-05"), null));
        Assert.Equal(14, services.GetRequiredService<IOptions<AllocationOptions>>().Value.SalesDays);
    }

    [Fact]
    public void Of_CodeAndConfiguration_TheConfigurationCountsWhereBothSpeak()
    {
        using var services = Settings.Inventory(
            """{ "InventorySync": { "Allocation": { "Skus": { "CUP-01": { "Strategy": "velocity" } } } } }""",
            sync => sync.Allocation(allocation => allocation
                .Default(new PriorityAllocation())
                .ForCategory("glass", new FixedAllocation(new Dictionary<ChannelId, long>(), others: 2))
                .ForSku("CUP-01", new ProportionalAllocation())
                .ForSku("CUP-02", new ProportionalAllocation())
                .SalesOfDays(7)));
        var rules = services.GetRequiredService<AllocationRuleSet>();

        Assert.IsType<VelocityAllocation>(rules.Of(new Sku("CUP-01"), null));
        Assert.IsType<ProportionalAllocation>(rules.Of(new Sku("CUP-02"), null));
        Assert.IsType<FixedAllocation>(rules.Of(new Sku("CUP-03"), "glass"));
        Assert.IsType<PriorityAllocation>(rules.Of(new Sku("CUP-03"), "Glass"));
        Assert.Equal(7, services.GetRequiredService<IOptions<AllocationOptions>>().Value.SalesDays);
        Assert.True(rules.DividesAny);
        Assert.True(rules.UsesSales);
    }

    [Fact]
    public void Default_NothingSet_IsTheRegisteredStrategy()
    {
        using var plain = Settings.Inventory("{}");
        using var own = Settings.Inventory("{}", sync => sync.Services.AddSingleton<IAllocationStrategy, VelocityAllocation>());

        Assert.IsType<SharedAllocation>(plain.GetRequiredService<AllocationRuleSet>().Default);
        Assert.False(plain.GetRequiredService<AllocationRuleSet>().DividesAny);
        Assert.IsType<VelocityAllocation>(own.GetRequiredService<AllocationRuleSet>().Default);
    }

    [Theory]
    [InlineData("""{ "Default": { "Strategy": "fair" } }""", ":Default:Strategy is 'fair'; use one of shared, fixed, proportional, priority, velocity. A strategy of your own is given in code.")]
    [InlineData("""{ "Default": { "Shares": { "shop": 5 } } }""", ":Default:Strategy is ''; use one of shared, fixed")]
    [InlineData("""{ "Skus": { "CUP": { "Strategy": "proportional", "Shares": { "shop": 70, "meli-mx": 40 } } } }""", ":Skus:CUP:Shares add up to 110 %; lower them to 100 % together, or less to keep the rest back.")]
    [InlineData("""{ "Skus": { "CUP": { "Strategy": "proportional", "Shares": { "shop": -1 } } } }""", ":Skus:CUP:Shares:shop is -1; use a number from 0 to 100")]
    [InlineData("""{ "Categories": { "glass": { "Strategy": "proportional", "Shares": { "Shop!": 5 } } } }""", ":Categories:glass:Shares:Shop! is not valid:")]
    [InlineData("""{ "Default": { "Strategy": "velocity", "Minimum": 5 } }""", ":Default:Minimum is not for the strategy 'velocity'; leave it out, or use the strategy that it is for.")]
    [InlineData("""{ "Default": { "Strategy": "fixed" } }""", ":Default has neither Units nor Others; give each channel its units")]
    [InlineData("""{ "Default": { "Strategy": "fixed", "Units": { "shop": -2 } } }""", ":Default:Units:shop is -2; use 0 or more units.")]
    [InlineData("""{ "Default": { "Strategy": "priority", "Minimum": 5, "Maximums": { "shop": 3 } } }""", ":Default:Maximums:shop is 3, below its minimum of 5; raise the one or lower the other.")]
    [InlineData("""{ "SalesDays": 0 }""", ":SalesDays is 0; use the days whose sales count, from 1 to 366.")]
    [InlineData("""{ "Skus": { " x": { "Strategy": "shared" } } }""", ":Skus: x is not valid:")]
    public void Start_BadRule_IsNamedWithItsPathAndTheRemedy(string json, string message)
    {
        using var services = Settings.Inventory($$"""{ "InventorySync": { "Allocation": {{json}} } }""");

        Assert.StartsWith("InventorySync:Allocation" + message, Assert.Single(services.FaultsAtStart()), StringComparison.Ordinal);
    }

    [Fact]
    public void Start_ChannelThatIsNotThere_IsNamed()
    {
        using var services = Settings.Inventory(
            """{ "InventorySync": { "Allocation": { "Skus": { "CUP": { "Strategy": "fixed", "Units": { "shpo": 3 } } } } } }""",
            sync => sync.Allocation(allocation => allocation.ForCategory("glass", new PriorityAllocation(minimums: new Dictionary<ChannelId, long> { [new("ebay")] = 1 }))));

        Assert.Equal(
            [
                "The priority allocation of category 'glass' names channel 'ebay', which is not registered; the registered ones are: meli-mx, shop. Correct the name, or add the channel in code.",
                "The fixed allocation of 'CUP' names channel 'shpo', which is not registered; the registered ones are: meli-mx, shop. Correct the name, or add the channel in code.",
            ],
            services.FaultsAtStart());
    }

    [Fact]
    public void Builder_TwoStrategiesForOneScope_AreRefused()
    {
        Assert.StartsWith("Default(velocity) follows Default(shared)", Refused(rules => rules.Default(new SharedAllocation()).Default(new VelocityAllocation())), StringComparison.Ordinal);
        Assert.StartsWith("ForSku(\"CUP\") is called twice", Refused(rules => rules.ForSku("CUP", new SharedAllocation()).ForSku("CUP", new VelocityAllocation())), StringComparison.Ordinal);
        Assert.StartsWith("ForCategory(\"glass\") is called twice", Refused(rules => rules.ForCategory("glass", new SharedAllocation()).ForCategory("glass", new VelocityAllocation())), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AllocationRulesBuilder(new AllocationOptions()).SalesOfDays(367));

        static string Refused(Action<AllocationRulesBuilder> configure) =>
            Assert.Throws<InvalidOperationException>(() => configure(new AllocationRulesBuilder(new AllocationOptions()))).Message;
    }
}
