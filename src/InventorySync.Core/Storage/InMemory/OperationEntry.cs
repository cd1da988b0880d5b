using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Storage.InMemory;

/// <summary>One applied operation, and where its movements lie. Times are UTC ticks, which is half the size.</summary>
internal struct OperationEntry
{
    public OperationId Id;
    public long OccurredAt;
    public long RecordedAt;
    public ChannelId Channel;
    public ReservationId Reservation;
    public string? Reason;
    public string? Detail;
    public OperationKind Kind;
    public OutcomeStatus Status;
    public int FirstMovement;
    public int MovementCount;
    public int Hash;
    public int NextInBucket;

    public readonly OperationRecord ToRecord() => new()
    {
        Id = Id,
        Kind = Kind,
        Status = Status,
        OccurredAt = new DateTimeOffset(OccurredAt, TimeSpan.Zero),
        Channel = Channel,
        Reservation = Reservation,
        Reason = Reason,
        Detail = Detail,
        MovementCount = MovementCount,
    };
}
