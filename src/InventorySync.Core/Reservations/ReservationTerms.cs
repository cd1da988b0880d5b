namespace InventorySync.Reservations;

/// <summary>Under which id, for whom and for how long units are reserved.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record ReservationTerms
{
    /// <summary>The id of the reservation to make.</summary>
    public required ReservationId Id { get; init; }

    /// <summary>Who holds the units.</summary>
    public required ReservationOwner Owner { get; init; }

    /// <summary>When it ends by itself; null: never.</summary>
    /// <value>null</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether expiry is suspended from the start, because a payment is already under way.</summary>
    /// <value>false</value>
    public bool Pinned { get; init; }
}
