using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Broadcast;

/// <summary>Checks the limits of the broadcast at start.</summary>
internal sealed class BroadcastOptionsValidator : IValidateOptions<BroadcastOptions>
{
    public ValidateOptionsResult Validate(string? name, BroadcastOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Broadcast");
        faults.AtLeast(1, "SyncLogLength", options.SyncLogLength);
        faults.Positive("TakeoverInterval", options.TakeoverInterval);
        return faults.Result;
    }
}
