namespace InventorySync.Broadcast.Planning;

/// <summary>In which of the gate's lists a listing stands.</summary>
internal enum GateList
{
    /// <summary>In none.</summary>
    None = 0,

    /// <summary>Just found stale, or collected until the batch is due.</summary>
    Arrivals = 1,

    /// <summary>Counts towards the blast radius, and waits until the whole run has been looked at.</summary>
    Run = 2,
}
