namespace InventorySync.Reservations;

/// <summary>What a late commit of an expired hold could not get, and what can be done: a recorded result, not an error.</summary>
/// <remarks>Nothing was taken from stock. Immutable; safe from any thread.</remarks>
public sealed record Shortfall
{
    /// <summary>The hold that was committed too late.</summary>
    public required ReservationId Reservation { get; init; }

    /// <summary>The lines that were asked for; <see cref="ReservedLine.Open"/> says how many units of each are missing.</summary>
    public required IReadOnlyList<ReservedLine> Missing { get; init; }

    /// <summary>Ways out, line by line, the ones that please the buyer most first. Never empty.</summary>
    public required IReadOnlyList<ShortfallOption> Options { get; init; }
}
