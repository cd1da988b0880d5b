using InventorySync.Reservations;

namespace InventorySync.Storage;

/// <summary>A reservation as a batch leaves it, guarded by the version that the decision was made on.</summary>
/// <param name="After">The reservation to write; its version is <paramref name="VersionBefore"/> + 1.</param>
/// <param name="VersionBefore">The version that the store must have; 0: there must be none of this id.</param>
public readonly record struct ReservationChange(Reservation After, long VersionBefore);
