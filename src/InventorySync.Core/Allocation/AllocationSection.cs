using InventorySync.DependencyInjection;
using InventorySync.Stock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace InventorySync.Allocation;

/// <summary>Makes allocation rules of <c>InventorySync:Allocation</c>; what it says counts more than what code says of the same article, category or default.</summary>
internal sealed class AllocationSection : IConfigureOptions<AllocationOptions>
{
    private readonly IConfigurationSection _section;

    public AllocationSection(IConfigurationSection section) => _section = section;

    public void Configure(AllocationOptions options)
    {
        var section = _section.GetSection("Allocation");
        var faultsBefore = options.Faults.Count;
        KnownSettings.Allocation.Check(section, options.Faults);
        if (options.Faults.Count > faultsBefore)
        {
            return;
        }

        ReadSalesDays(section, options);
        if (section.GetSection("Default") is var otherwise && otherwise.Exists() && Read(otherwise, options.Faults) is { } strategy)
        {
            options.Default = strategy;
        }

        foreach (var category in section.GetSection("Categories").GetChildren())
        {
            if (Read(category, options.Faults) is { } ofCategory)
            {
                options.ByCategory[category.Key] = ofCategory;
            }
        }

        foreach (var article in section.GetSection("Skus").GetChildren())
        {
            if (!Sku.TryCreate(article.Key, out var sku, out var fault))
            {
                options.Faults.Add($"{article.Path} is not valid: {fault}");
            }
            else if (Read(article, options.Faults) is { } own)
            {
                options.BySku[sku] = own;
            }
        }
    }

    private static void ReadSalesDays(IConfigurationSection section, AllocationOptions options)
    {
        var settings = new AllocationSettings();
        section.Bind(settings);
        if (settings.SalesDays is not { } days)
        {
            return;
        }

        if (AllocationOptions.SalesDaysFault(days, $"{section.Path}:SalesDays") is { } fault)
        {
            options.Faults.Add(fault);
        }
        else
        {
            options.SalesDays = days;
        }
    }

    private static IAllocationStrategy? Read(IConfigurationSection section, List<string> faults)
    {
        var settings = new AllocationStrategySettings();
        section.Bind(settings);
        return new AllocationStrategyReader(section.Path, settings, faults).Read();
    }
}
