namespace InventorySync.Alerts.Classification;

/// <summary>What is known when a channel's order was not covered by stock.</summary>
internal readonly record struct IncidentEvidence
{
    /// <summary>When the buyer placed the order.</summary>
    public required DateTimeOffset PlacedAt { get; init; }

    /// <summary>When it was recorded here.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether it was found by reading the channel's orders although the channel sends notifications.</summary>
    public required bool ReadWithoutNotification { get; init; }

    /// <summary>The quantity that the channel had last acknowledged; null: not known, as right after a sale of its own.</summary>
    public long? Acknowledged { get; init; }

    /// <summary>When it acknowledged it; null: never, or only after the order was recorded.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Whether a quantity was on its way to the channel when the order was recorded, lower than the acknowledged one.</summary>
    public bool LowerQuantityOnItsWay { get; init; }

    /// <summary>Units that left the article's stock by other ways between the acknowledgement and the buyer's order.</summary>
    public long UnitsTakenElsewhere { get; init; }

    /// <summary>Units that the channel sold since the acknowledgement, this order's included; null: not known.</summary>
    public long? UnitsSoldByChannel { get; init; }
}
