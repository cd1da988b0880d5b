using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>Makes levels, movements and operations of their rows.</summary>
internal static class LedgerMapping
{
    public static Level ToLevel(LevelRow row) => new(new Sku(row.Sku), new LocationId(row.Location), row.OnHand, row.Reserved, row.Version);

    public static Movement ToMovement(LedgerRow row, string sku, string location) => new()
    {
        Sku = new Sku(sku),
        Location = new LocationId(location),
        Version = row.Version,
        Operation = OperationKey.ToId(row.OperationKey, row.OperationText),
        Kind = row.Kind,
        OnHandDelta = row.OnHandDelta,
        ReservedDelta = row.ReservedDelta,
        OnHand = row.OnHand,
        Reserved = row.Reserved,
        OccurredAt = row.OccurredAt,
        RecordedAt = row.RecordedAt,
        Channel = row.Channel is null ? null : new ChannelId(row.Channel),
        Reservation = row.Reservation is null ? null : new ReservationId(row.Reservation),
        Reason = row.Reason,
    };

    public static OperationRecord ToRecord(LedgerRow first) => new()
    {
        Id = OperationKey.ToId(first.OperationKey, first.OperationText),
        Kind = first.Kind,
        Status = first.Status,
        OccurredAt = first.OccurredAt,
        Channel = first.Channel is null ? default : new ChannelId(first.Channel),
        Reservation = first.Reservation is null ? default : new ReservationId(first.Reservation),
        Reason = first.Reason,
        Detail = first.Detail,
        MovementCount = first.Lines,
    };
}
