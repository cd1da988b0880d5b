namespace InventorySync.Reservations;

/// <summary>Limits of reservations, bound from <c>InventorySync:Reservations</c> or set in code. Checked at start.</summary>
public sealed class ReservationOptions
{
    /// <summary>
    /// How often the store is asked for reservations past their expiry, at the latest, above zero: other processes make
    /// reservations too.
    /// </summary>
    /// <value>15 seconds</value>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(15);
}
