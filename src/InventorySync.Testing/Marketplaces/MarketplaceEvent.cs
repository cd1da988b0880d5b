namespace InventorySync.Testing.Marketplaces;

/// <summary>One entry of a simulated marketplace's history, for auditors.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record MarketplaceEvent
{
    /// <summary>Its place in the history, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public required MarketplaceEventKind Kind { get; init; }

    /// <summary>The listing; null where it concerns none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The order; null where it concerns none.</summary>
    public string? OrderId { get; init; }

    /// <summary>Units sold, cancelled, fulfilled and so on; for writes and edits by hand the quantity.</summary>
    public long Units { get; init; }

    /// <summary>What buyers saw just before.</summary>
    public long ShownBefore { get; init; }

    /// <summary>What buyers see from here on.</summary>
    public long Shown { get; init; }

    /// <summary>The marketplace's record from here on.</summary>
    public long Recorded { get; init; }

    /// <summary>Of the units sold, those that its own record did not cover any more: a newer quantity was written and not yet shown.</summary>
    public long UnitsBeyondRecord { get; init; }

    /// <summary>The write's idempotency key, or the notification's id.</summary>
    public string? Key { get; init; }

    /// <summary>The cause, where there is one to tell.</summary>
    public string? Detail { get; init; }
}
