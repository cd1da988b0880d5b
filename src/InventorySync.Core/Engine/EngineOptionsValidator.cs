using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Engine;

/// <summary>Checks the engine's limits at start.</summary>
internal sealed class EngineOptionsValidator : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Engine");
        faults.AtLeast(1, "QueueCapacity", options.QueueCapacity);
        faults.AtLeast(1, "BatchSizeMax", options.BatchSizeMax);
        faults.AtLeast(2, "CachedSkusMax", options.CachedSkusMax);
        faults.AtLeast(2, "RecentOutcomesMax", options.RecentOutcomesMax);
        faults.AtLeast(0, "StoreRetriesMax", options.StoreRetriesMax);
        faults.NotNegative("StoreRetryDelay", options.StoreRetryDelay);
        faults.NotNegative("StoreRetryDelayMax", options.StoreRetryDelayMax);
        return faults.Result;
    }
}
