using InventorySync.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Intake;

/// <summary>Checks the limits of the intake at start.</summary>
internal sealed class IntakeOptionsValidator : IValidateOptions<IntakeOptions>
{
    public ValidateOptionsResult Validate(string? name, IntakeOptions options)
    {
        var faults = new SettingFaults($"{InventorySyncBuilder.SectionName}:Intake");
        faults.Positive("InboxMemory", options.InboxMemory);
        return faults.Result;
    }
}
