namespace PosIntegration.Report;

/// <summary>One outlet's line in the table; null where a figure does not apply, as a till has no listings.</summary>
internal sealed record ChannelRow
{
    public required string Name { get; init; }

    public long Sales { get; init; }

    public long UnitsSold { get; init; }

    public long? Listings { get; init; }

    public long? Pushes { get; init; }

    public long? Coalesced { get; init; }

    /// <summary>From a change's commit to the channel's acknowledgement, on the data's clock.</summary>
    public TimeSpan? LagP50 { get; init; }

    public TimeSpan? LagP99 { get; init; }

    public long? Queue { get; init; }

    public long? Throttles { get; init; }

    /// <summary>Units that people wanted and were not sold.</summary>
    public long Refused { get; init; }

    /// <summary>Units sold that stock did not cover.</summary>
    public long Oversold { get; init; }
}
