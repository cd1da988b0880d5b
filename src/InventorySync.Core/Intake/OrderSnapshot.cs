using InventorySync.Channels;
using InventorySync.Reservations;

namespace InventorySync.Intake;

/// <summary>A marketplace's order as it is at one moment: a state, not an event.</summary>
/// <remarks>
/// Only the difference to what was applied before changes stock, so a snapshot may come twice, late or out of order. One with
/// an older <see cref="UpdatedAt"/> than the one applied is ignored; of two with the same, each count's larger value stands. A
/// line that a snapshot does not speak of stays as it was. Immutable; safe from any thread.
/// </remarks>
public sealed record OrderSnapshot
{
    /// <summary>The longest permitted order id and line id, in UTF-16 code units.</summary>
    public const int IdLengthMax = 100;

    /// <summary>Where it was placed.</summary>
    public required ChannelId Channel { get; init; }

    /// <summary>The channel's id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>When the buyer placed it.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When the channel last changed it: what tells an older snapshot from a newer one.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its lines.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>The reservation that holds the order's open units.</summary>
    public ReservationId Reservation => ReservationOf(Channel, OrderId);

    /// <summary>The reservation that holds the open units of a channel's order.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="orderId">The channel's id of the order.</param>
    public static ReservationId ReservationOf(ChannelId channel, string orderId) => new($"order:{channel.Value}:{orderId}");
}
