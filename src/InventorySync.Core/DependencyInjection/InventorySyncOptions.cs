using InventorySync.Broadcast;
using InventorySync.Intake;
using InventorySync.Reservations;

namespace InventorySync.DependencyInjection;

/// <summary>Limits of one inventory, bound from the section <c>InventorySync</c> or set in code. Checked at start.</summary>
/// <remarks>Channels, buffers and windows stand in the same section, beside these.</remarks>
public sealed class InventorySyncOptions
{
    /// <summary>The section of the configuration in which settings stand.</summary>
    public const string SectionName = "InventorySync";

    /// <summary>Of reservations.</summary>
    public ReservationOptions Reservations { get; } = new();

    /// <summary>Of the intake of orders.</summary>
    public IntakeOptions Intake { get; } = new();

    /// <summary>Of the broadcast.</summary>
    public BroadcastOptions Broadcast { get; } = new();
}
