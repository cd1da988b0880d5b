using InventorySync.Alerts;
using InventorySync.Channels;
using InventorySync.Intake;
using InventorySync.Reservations;
using InventorySync.Stock;
using InventorySync.Storage.EfCore.Model;

namespace InventorySync.Storage.EfCore.Mapping;

/// <summary>Makes reservations, orders and incidents of their rows.</summary>
internal static class RecordMapping
{
    public static Reservation ToReservation(ReservationRow row) => new()
    {
        Id = new ReservationId(row.Name),
        Owner = new ReservationOwner(row.OwnerKind, row.OwnerId),
        Status = row.Status,
        Lines =
        [
            .. row.Lines
                .OrderBy(line => line.Line)
                .Select(line => new ReservedLine(new Sku(line.Sku), new LocationId(line.Location), line.Quantity, line.Open)),
        ],
        Channel = row.Channel is null ? null : new ChannelId(row.Channel),
        CreatedAt = row.CreatedAt,
        ExpiresAt = row.ExpiresAt,
        Pinned = row.Pinned,
        Version = row.Version,
    };

    public static OrderState ToOrder(OrderRow row) => new()
    {
        Key = new OrderKey(new ChannelId(row.Channel), row.OrderId),
        PlacedAt = row.PlacedAt,
        UpdatedAt = row.UpdatedAt,
        Lines = StoredJson.ToLines(row.Lines),
        Version = row.Version,
    };

    public static Incident ToIncident(IncidentRow row) => new()
    {
        Id = row.Id,
        Sku = new Sku(row.Sku),
        Location = new LocationId(row.Location),
        Units = row.Units,
        Cause = row.Cause,
        Operation = new OperationId(row.Operation),
        Channel = row.Channel is null ? null : new ChannelId(row.Channel),
        Reservation = row.Reservation is null ? null : new ReservationId(row.Reservation),
        OccurredAt = row.OccurredAt,
        RecordedAt = row.RecordedAt,
        ResolvedAt = row.ResolvedAt,
        Resolution = row.Resolution,
    };
}
