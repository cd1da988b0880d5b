using InventorySync.Reservations;

namespace InventorySync.Storage.EfCore.Model;

/// <summary>One reservation.</summary>
internal sealed class ReservationRow
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public OwnerKind OwnerKind { get; set; }

    public required string OwnerId { get; set; }

    public ReservationStatus Status { get; set; }

    public string? Channel { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public bool Pinned { get; set; }

    public long Version { get; set; }

    public List<ReservationLineRow> Lines { get; } = [];
}
