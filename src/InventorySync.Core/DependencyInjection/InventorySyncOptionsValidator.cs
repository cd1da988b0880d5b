using Microsoft.Extensions.Options;

namespace InventorySync.DependencyInjection;

/// <summary>Checks the limits at start.</summary>
internal sealed class InventorySyncOptionsValidator : IValidateOptions<InventorySyncOptions>
{
    public ValidateOptionsResult Validate(string? name, InventorySyncOptions options)
    {
        var faults = new SettingFaults(InventorySyncOptions.SectionName);
        faults.Positive("Reservations:SweepInterval", options.Reservations.SweepInterval);
        faults.Positive("Intake:InboxMemory", options.Intake.InboxMemory);
        faults.AtLeast(1, "Broadcast:SyncLogLength", options.Broadcast.SyncLogLength);
        return faults.Result;
    }
}
