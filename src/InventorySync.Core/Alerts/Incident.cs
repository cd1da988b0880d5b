using InventorySync.Channels;
using InventorySync.Reservations;
using InventorySync.Stock;

namespace InventorySync.Alerts;

/// <summary>Units that are promised or gone and that stock does not cover: somebody has to act.</summary>
/// <remarks>Raised in the same commit as the fact that caused it, so none can be missed. Immutable; safe from any thread.</remarks>
public sealed record Incident
{
    /// <summary>Names the incident.</summary>
    public required Guid Id { get; init; }

    /// <summary>The article.</summary>
    public required Sku Sku { get; init; }

    /// <summary>Where the units are missing.</summary>
    public required LocationId Location { get; init; }

    /// <summary>How many more units are uncovered than before, at least 1.</summary>
    public required long Units { get; init; }

    /// <summary>Why.</summary>
    public required IncidentCause Cause { get; init; }

    /// <summary>The operation that raised it.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>The channel whose sale it was; null for work inside the house.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>The reservation concerned, which for a marketplace order names the order.</summary>
    public ReservationId? Reservation { get; init; }

    /// <summary>When the fact happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>When it was recorded here.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When somebody closed it; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What was done about it; null while it is open.</summary>
    public string? Resolution { get; init; }
}
