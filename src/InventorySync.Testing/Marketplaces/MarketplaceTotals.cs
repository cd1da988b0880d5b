namespace InventorySync.Testing.Marketplaces;

/// <summary>A simulated marketplace's counts since it was made.</summary>
/// <remarks>Immutable; safe from any thread.</remarks>
public sealed record MarketplaceTotals
{
    /// <summary>Orders that were accepted.</summary>
    public long Orders { get; init; }

    /// <summary>Units in them, edits included.</summary>
    public long UnitsSold { get; init; }

    /// <summary>Units sold that its own record did not cover any more.</summary>
    public long UnitsSoldBeyondRecord { get; init; }

    /// <summary>Buyers who wanted more than was shown.</summary>
    public long SalesRefused { get; init; }

    /// <summary>Calls of every kind that arrived.</summary>
    public long Calls { get; init; }

    /// <summary>Writes of single listings that were carried out.</summary>
    public long Writes { get; init; }

    /// <summary>Writes that were refused because the record was another than expected.</summary>
    public long Conflicts { get; init; }

    /// <summary>Calls that were throttled.</summary>
    public long Throttles { get; init; }

    /// <summary>Calls that failed in another way.</summary>
    public long FailedCalls { get; init; }

    /// <summary>Notifications that were taken, copies included.</summary>
    public long NotificationsTaken { get; init; }

    /// <summary>Notifications that were never sent, or given up.</summary>
    public long NotificationsLost { get; init; }
}
