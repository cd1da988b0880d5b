using InventorySync.Channels;

namespace InventorySync.Reservations;

/// <summary>A hold on units, with an owner and perhaps an expiry.</summary>
/// <remarks>A level's reserved equals the sum of the open units of its reservations (I2). Immutable; safe from any thread.</remarks>
public sealed record Reservation
{
    /// <summary>Names the reservation.</summary>
    public required ReservationId Id { get; init; }

    /// <summary>Who holds the units.</summary>
    public required ReservationOwner Owner { get; init; }

    /// <summary>Where it stands.</summary>
    public required ReservationStatus Status { get; init; }

    /// <summary>The levels it holds units of, at most one line a level.</summary>
    public required IReadOnlyList<ReservedLine> Lines { get; init; }

    /// <summary>The channel it came from; null for one's own checkout.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends by itself, unless pinned; null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether a payment can still land, so that expiry must not free it.</summary>
    public bool Pinned { get; init; }

    /// <summary>How often it changed, from 1; the guard of its next change.</summary>
    public long Version { get; init; }

    /// <summary>Units still held, over all lines.</summary>
    public long OpenUnits
    {
        get
        {
            long sum = 0;
            for (var i = 0; i < Lines.Count; i++)
            {
                sum += Lines[i].Open;
            }

            return sum;
        }
    }

    /// <summary>Whether its time is over at <paramref name="now"/> and nothing keeps it alive.</summary>
    public bool IsDue(DateTimeOffset now) => Status == ReservationStatus.Open && !Pinned && ExpiresAt <= now;
}
