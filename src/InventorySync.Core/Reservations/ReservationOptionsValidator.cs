using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Reservations;

/// <summary>Checks the limits of reservations at start.</summary>
internal sealed class ReservationOptionsValidator : IValidateOptions<ReservationOptions>
{
    public ValidateOptionsResult Validate(string? name, ReservationOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Reservations");
        faults.Positive("SweepInterval", options.SweepInterval);
        return faults.Result;
    }
}
